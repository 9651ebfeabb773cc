"""Chapter 9 shows an explorer of chapter 7, and none of its own."""
