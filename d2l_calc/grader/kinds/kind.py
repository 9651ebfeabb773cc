"""What all kinds of answers have in common."""


class Kind:
    """A kind of answers: how one is read, compared with another, and spoken about.

    Attributes
    ----------
    key : object
        The right answer, in the form that `read` gives.
    """

    def read(self, answer):
        """Give an answer in a form that can be compared; raises `Unreadable`, `NotAttempted`."""
        raise NotImplementedError

    def same(self, given, reference):
        """Tell whether two such forms are one answer."""
        raise NotImplementedError

    def right(self, given, key):
        """Tell whether an answer is a right one, which may leave more free than `same` does."""
        return self.same(given, key)

    def rounded(self, given, reference):
        """Give how far an answer is from another but for digits that were not typed, or None."""
        return None

    def kin(self, given, mistake):
        """Name what to say beside the words of a mistake that this is nearly, or give None."""
        return None

    def fails(self, given):
        """Give a `Verdict` on an answer that is right and yet not all that is asked for."""
        return None

    def explain(self, given):
        """Give a `Verdict` if the whole of an answer is wrong in one way, or None."""
        return None

    def point_out(self, given):
        """Give a `Verdict` that shows one thing which is wrong about an answer."""
        raise NotImplementedError

    def plain(self, given):
        """Give an answer as a teacher's own check of it would expect it."""
        return given

    def written_out(self, answer):
        """Give a teacher's answer as what it stands for: a formula as a function."""
        return answer
