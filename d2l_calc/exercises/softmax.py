"""Exercises of chapter 8, softmax and cross-entropy."""

import math

import numpy as np

from d2l_calc.grader import Exercise
from d2l_calc.saved import cross_entropy, softmax


def _log_softmax(z):
    shifted = z - np.max(z)
    return shifted - np.log(np.sum(np.exp(shifted)))


SHIFT = Exercise(
    title=("先猜：每个分数都加 100", "Guess first: 100 more for every score"),
    level=1,
    key="C",
    mistakes=[
        (
            "A",
            "size_for_difference",
            (
                "分数确实很大了。可是概率看的不是分数有多大，而是比别人**高多少**。高多少变了吗？",
                "The scores are large now. But probabilities do not go by how large a score is, "
                "only by **how far above** the others. Has that changed?",
            ),
        ),
        (
            "B",
            "denominator_only",
            (
                "分母的总和变大了，对。分子呢？它变大了多少倍？",
                "The sum below has grown, right. And the top, by which factor has it grown?",
            ),
        ),
        (
            "D",
            "overflow",
            (
                "$e^{102}$ 很大，可是还没有到 $e^{709}$。而且 `softmax` 会先做一件事，是什么？",
                "$e^{102}$ is large, yet far from $e^{709}$. And `softmax` does something first: "
                "what?",
            ),
        ),
    ],
    hints=[
        (
            "猫和狗的概率之比是 $e^{z_1-z_2}$。加 100 以前和以后，各是多少？",
            "Cat to dog is $e^{z_1-z_2}$. What is it before, and after 100 is added?",
        ),
        (
            "分子分母都有 $e^{100}$ 这个因子，约掉看看。",
            "Top and bottom both have the factor $e^{100}$. Cancel it.",
        ),
    ],
    solution=(
        "$e^{z_i+100}=e^{100}e^{z_i}$，分子乘了 $e^{100}$。\n"
        "分母里每一项都乘了 $e^{100}$，总和也乘了 $e^{100}$。\n"
        "约掉以后什么也没变，选 C。",
        "$e^{z_i+100}=e^{100}e^{z_i}$: the top is multiplied by $e^{100}$.\n"
        "So is every term below, and with them their sum.\n"
        "They cancel and nothing has changed: C.",
    ),
    praise=(
        "只有差要紧。正因为这样，减去最大值才什么也不会弄坏。",
        "Only differences count. That is why taking off the largest score breaks nothing.",
    ),
)

READ_THE_BARS = Exercise(
    title=("先猜：看图说梯度", "Guess first: read the gradient off the bars"),
    level=1,
    key=[0.2, -0.3, 0.1],
    atol=0.04,
    mistakes=[
        (
            [0.2, 0.7, 0.1],
            "prediction_alone",
            (
                "这是概率 $\\hat y$ 自己，猫和鸟的那两个分量已经对了。标准答案 $y$ 还没有出场。",
                "That is $\\hat y$ alone; the components of cat and bird are right already. The "
                "truth $y$ has not come in yet.",
            ),
        ),
        (
            [-0.2, 0.3, -0.1],
            "sign",
            (
                "大小都对，方向反了。梯度指着损失**上升**的方向；狗的分数往上推，损失是升还是降？",
                "The sizes are right, the direction is not. The gradient points where the loss "
                "**rises**; when the dog's score goes up, does the loss rise or fall?",
            ),
        ),
        (
            [0, -0.3, 0],
            "only_diagonal",
            (
                "狗的那一个对了。猫和鸟的分数也在分母里：压下它们，狗的概率会不会变？",
                "The dog's is right. The scores of cat and bird are in the denominator too: does "
                "the dog's probability change when they are pushed down?",
            ),
        ),
        (
            [-0.8, 0.7, 0.1],
            "wrong_class",
            (
                "减法做对了，可是 1 减错了地方：标准答案是哪一个？",
                "The subtraction is right, but the 1 was taken from the wrong place: which one is "
                "the truth?",
            ),
        ),
        (
            [-0.8, -0.3, -0.9],
            "one_everywhere",
            (
                "每一个都减了 1。$y$ 里有几个 1？",
                "You took 1 from each. How many ones are in $y$?",
            ),
        ),
    ],
    hints=[
        (
            "先写出 $y$：标准答案是狗，哪个位置是 1？",
            "First write down $y$: the truth is the dog, so where is the 1?",
        ),
        (
            "读出柱子的高，是 $\\hat y$；再减去 $y=(0,1,0)$。",
            "The heights of the bars are $\\hat y$; take away $y=(0,1,0)$.",
        ),
    ],
    solution=(
        "柱高是 $\\hat y=(0.2,0.7,0.1)$。\n"
        "标准答案是狗，$y=(0,1,0)$。\n"
        "$\\nabla_zL=\\hat y-y=(0.2,-0.3,0.1)$，加起来是 0。",
        "The bars say $\\hat y=(0.2,0.7,0.1)$.\n"
        "The truth is the dog, so $y=(0,1,0)$.\n"
        "$\\nabla_zL=\\hat y-y=(0.2,-0.3,0.1)$, which sums to 0.",
    ),
    praise=(
        "一次指数也没有算。检查一下：三个数加起来是 0。",
        "Not one exponential was needed. As a check, the three sum to 0.",
    ),
)

ONE_LOSS = Exercise(
    title=("一个损失", "One loss"),
    level=1,
    key=-math.log(0.3),
    atol=1e-3,
    mistakes=[
        (
            -math.log10(0.3),
            "common_logarithm",
            (
                "想法全对，只是用了以 10 为底的对数。这里的 $\\log$ 是 $\\ln$，代码里是 `np.log`。",
                "The idea is right, with a logarithm to base 10. Here $\\log$ means $\\ln$, which "
                "is `np.log` in code.",
            ),
        ),
        (
            -math.log2(0.3),
            "binary_logarithm",
            (
                "想法全对，只是用了以 2 为底的对数。这里的 $\\log$ 是 $\\ln$。",
                "The idea is right, with a logarithm to base 2. Here $\\log$ means $\\ln$.",
            ),
        ),
        (
            math.log(0.3),
            "sign",
            (
                "小于 1 的数，对数是负的。损失会是负的吗？",
                "The logarithm of a number below 1 is negative. Can a loss be?",
            ),
        ),
        (
            -math.log(0.6),
            "largest_for_truth",
            (
                "你取了概率最大的那一类。损失问的是：**正确答案**得了多少？",
                "You took the class with the largest probability. The loss asks what the **truth** "
                "was given.",
            ),
        ),
        (
            -math.log(0.1) - math.log(0.6) - math.log(0.3),
            "truth_forgotten",
            (
                "三项都加了进来。每一项前面还有一个 $y_i$，其中两个是几？",
                "All three terms are in. Each has a factor $y_i$: how much are two of them?",
            ),
        ),
        (
            0.7,
            "distance_to_one",
            (
                "这是离 1 还差多少，那是**梯度**里的数。损失要取对数。",
                "That is how far it is from 1, which belongs to the **gradient**. The loss takes a "
                "logarithm.",
            ),
        ),
    ],
    hints=[
        (
            "$y$ 是独热的，和里只剩正确的那一项。",
            "$y$ is one-hot, so only the term of the truth is left.",
        ),
        (
            "正确答案得了 0.3 的概率。取 $-\\ln$。",
            "The truth was given 0.3. Take $-\\ln$ of it.",
        ),
    ],
    solution=(
        "$y=(0,0,1)$，和里只剩第三项：$L=-\\ln\\hat y_3$。\n"
        "$L=-\\ln0.3\\approx1.204$，比什么也不知道的 $\\ln3\\approx1.099$ 还大一点。",
        "$y=(0,0,1)$ leaves the third term, $L=-\\ln\\hat y_3$.\n"
        "$L=-\\ln0.3\\approx1.204$, a little more than $\\ln3\\approx1.099$ for knowing nothing.",
    ),
    praise=(
        "比什么也不知道时的 $\\ln3\\approx1.099$ 还大：猜得不如不猜。",
        "More than $\\ln3\\approx1.099$ for knowing nothing: worse than no guess at all.",
    ),
)

BY_HAND = Exercise(
    title=("手算一遍", "Once by hand"),
    level=2,
    key=[0.125, -0.75, 0.625],
    mistakes=[
        (
            [0.125, 0.25, 0.625],
            "prediction_alone",
            (
                "softmax 算对了。这是 $\\hat y$，还没有和标准答案比。",
                "The softmax is right. That is $\\hat y$, not yet compared with the truth.",
            ),
        ),
        (
            [-0.125, 0.75, -0.625],
            "sign",
            (
                "三个数的大小都对。这是 $y-\\hat y$，是梯度下降**走**的方向；梯度是反过来的。",
                "The sizes are right. This is $y-\\hat y$, the way that descent **goes**; the "
                "gradient is the opposite.",
            ),
        ),
        (
            [0, -0.75, 0],
            "only_diagonal",
            (
                "第二个对了。你只走了 $j=i$ 这一条路。拧 $z_1$，第二个概率也会动，那条路呢？",
                "The second is right. You took the path $j=i$ only. Turning $z_1$ moves the second "
                "probability as well: what of that path?",
            ),
        ),
        (
            [0, -4, 0],
            "loss_by_probability",
            (
                "这是 $\\partial L/\\partial\\hat y$，第一步走对了。从 $\\hat y$ 到 $z$ 还有一步。",
                "That is $\\partial L/\\partial\\hat y$, and the first step is right. One more "
                "leads from $\\hat y$ to $z$.",
            ),
        ),
        (
            [1, 1, 5],
            "not_normalized",
            (
                "减 1 的地方对了。不过 1、2、5 还不是概率：加起来是多少？",
                "The 1 was taken from the right place. But 1, 2, 5 are no probabilities yet: what "
                "do they sum to?",
            ),
        ),
        (
            [-0.875, 0.25, 0.625],
            "wrong_class",
            (
                "减法对，可是 1 减错了位置：标准答案是第二个。",
                "The subtraction is right, in the wrong place: the truth is the second.",
            ),
        ),
    ],
    hints=[
        (
            "先求概率：1、2、5 各除以总和。",
            "First the probabilities: 1, 2 and 5, each over their sum.",
        ),
        (
            "概率是 $(\\frac18,\\frac28,\\frac58)$，标准答案是 $(0,1,0)$。",
            "The probabilities are $(\\frac18,\\frac28,\\frac58)$, the truth is $(0,1,0)$.",
        ),
    ],
    solution=(
        "$e^z=(1,2,5)$，总和是 8，$\\hat y=(\\frac18,\\frac28,\\frac58)$。\n"
        "$y=(0,1,0)$。\n"
        "$\\nabla_zL=\\hat y-y=(\\frac18,-\\frac68,\\frac58)=(0.125,-0.75,0.625)$。",
        "$e^z=(1,2,5)$ with the sum 8, so $\\hat y=(\\frac18,\\frac28,\\frac58)$.\n"
        "$y=(0,1,0)$.\n"
        "$\\nabla_zL=\\hat y-y=(\\frac18,-\\frac68,\\frac58)=(0.125,-0.75,0.625)$.",
    ),
    praise=(
        "第三个抢走的最多，压得也最重；三个力加起来是 0。",
        "The third took most and is pushed down most; the three sum to 0.",
    ),
)

ONE_ENTRY = Exercise(
    title=("雅可比矩阵的一格", "One entry of the Jacobian"),
    level=2,
    key=-5 / 64,
    mistakes=[
        (
            0,
            "only_diagonal",
            (
                "$e^{z_1}$ 里确实没有 $z_3$。可是 $\\hat y_1$ 还有分母，分母里有谁？",
                "There is no $z_3$ in $e^{z_1}$, indeed. But $\\hat y_1$ has a denominator: what "
                "is in it?",
            ),
        ),
        (
            5 / 64,
            "sign",
            (
                "大小对了。第三个分数涨，第三个概率升，留给第一个的是多了还是少了？",
                "The size is right. The third score goes up and so does its probability: is there "
                "more or less left for the first?",
            ),
        ),
        (
            7 / 64,
            "diagonal_formula",
            (
                "这是 $\\hat y_1(1-\\hat y_1)$，拧的是它**自己**的分数。这里拧的是第三个。",
                "That is $\\hat y_1(1-\\hat y_1)$, for its **own** score. Here the third "
                "is turned.",
            ),
        ),
        (
            15 / 64,
            "diagonal_formula",
            (
                "这是 $\\hat y_3(1-\\hat y_3)$，看的是第三个概率。问的是第一个概率。",
                "That is $\\hat y_3(1-\\hat y_3)$, about the third probability. Asked for is the "
                "first.",
            ),
        ),
        (
            -5,
            "not_normalized",
            (
                "用的是 $e^z$ 的 1 和 5，还没有除以总和。",
                "Those are 1 and 5 from $e^z$, not yet divided by the sum.",
            ),
        ),
    ],
    hints=[
        (
            "$j=1$，$i=3$，不相等。用（8.5）的第二种情形。",
            "$j=1$ and $i=3$ differ: the second case of (8.5).",
        ),
        (
            "它是 $-\\hat y_1\\hat y_3$，其中 $\\hat y_1=\\frac18$，$\\hat y_3=\\frac58$。",
            "$-\\hat y_1\\hat y_3$ with $\\hat y_1=\\frac18$ and $\\hat y_3=\\frac58$.",
        ),
    ],
    solution=(
        "概率是 $\\hat y=(\\frac18,\\frac28,\\frac58)$。\n"
        "$j\\ne i$，用第二种情形。\n"
        "$-\\hat y_1\\hat y_3=-\\frac18\\cdot\\frac58=-\\frac5{64}=-0.078125$。",
        "$\\hat y=(\\frac18,\\frac28,\\frac58)$.\n"
        "With $j\\ne i$: $-\\hat y_1\\hat y_3=-\\frac18\\cdot\\frac58=-\\frac5{64}=-0.078125$.",
    ),
    praise=(
        "别人的分数涨，自己的概率就降。反过来，拧 $z_1$ 看 $\\hat y_3$，也是这个数。",
        "Another's score goes up, one's own probability down. Turning $z_1$ and watching "
        "$\\hat y_3$ gives the same number.",
    ),
)

_SECOND = np.array([0, 1, 0])

TEMPERATURE = Exercise(
    title=("带温度的梯度", "The gradient with a temperature"),
    level=2,
    key=lambda z, T: (softmax(z / T) - _SECOND) / T,
    domain={"z": (-2, 2), "T": (0.4, 3)},
    shapes={"z": (3,)},
    mistakes=[
        (
            lambda z, T: softmax(z / T) - _SECOND,
            "missing_inner",
            (
                "损失对 $z/T$ 的梯度，你求对了。可拧的是 $z$：里面那层 $z/T$ 变得多快？",
                "This is right as the gradient with respect to $z/T$. But $z$ is turned: how fast "
                "does the inside, $z/T$, change?",
            ),
        ),
        (
            lambda z, T: (softmax(z) - _SECOND) / T,
            "temperature_left_out",
            (
                "内层的导数乘上了，很好。可概率是没有温度的：$\\hat y$ 该由什么算出来？",
                "The inner derivative is there, good. But the probabilities have no temperature: "
                "what is $\\hat y$ made from?",
            ),
        ),
        (
            lambda z, T: softmax(z) - _SECOND,
            "temperature_left_out",
            (
                "没有温度时，这是对的。$T$ 该出现在哪里？它会出现两次。",
                "Without a temperature this is right. Where does $T$ come in? It does so twice.",
            ),
        ),
        (
            lambda z, T: (softmax(z / T) - _SECOND) * T,
            "inner_upside_down",
            (
                "只差内层的导数。$z$ 动 1，$z/T$ 动多少？",
                "Only the inner derivative is off. When $z$ moves by 1, how far does $z/T$ move?",
            ),
        ),
        (
            lambda z, T: softmax(z / T) / T,
            "prediction_alone",
            (
                "$\\hat y$ 和内层的导数都对了。标准答案 $y$ 去哪儿了？",
                "$\\hat y$ and the inner derivative are right. Where is the truth $y$?",
            ),
        ),
        (
            lambda z, T: -_SECOND * (1 - softmax(z / T)) / T,
            "only_diagonal",
            (
                "第二个分量对了。别的分数也在分母里，走过去的路不只 $j=i$ 一条。",
                "The second component is right. The other scores are in the denominator too: $j=i$ "
                "is not the only path.",
            ),
        ),
    ],
    hints=[
        (
            "记 $s=z/T$。先求 $\\nabla_sL$，那是本章的结果。",
            "Call $z/T$ by the name $s$. First find $\\nabla_sL$, the result of this chapter.",
        ),
        (
            "$\\nabla_sL=\\sigma(s)-y$。再乘上 $s$ 对 $z$ 的导数。",
            "$\\nabla_sL=\\sigma(s)-y$. Then the derivative of $s$ with respect to $z$.",
        ),
    ],
    solution=(
        "$s=z/T$，$\\nabla_sL=\\sigma(s)-y$。\n"
        "每个 $s_i=z_i/T$ 只和自己的 $z_i$ 有关，导数是 $1/T$。\n"
        "相乘：$\\nabla_zL=(\\sigma(z/T)-y)/T$。",
        "With $s=z/T$, $\\nabla_sL=\\sigma(s)-y$.\n"
        "Each $s_i=z_i/T$ depends on its own $z_i$ alone, with the derivative $1/T$.\n"
        "Multiplied: $\\nabla_zL=(\\sigma(z/T)-y)/T$.",
    ),
    praise=(
        "温度越高，不但概率越平，推力也越小。",
        "A higher temperature makes the probabilities flatter, and the push weaker too.",
    ),
)

_BATCH = np.eye(3)[[0, 2, 1, 0]]

BATCH = Exercise(
    title=("小批量", "A mini-batch"),
    level=2,
    key=lambda Z: (softmax(Z) - _BATCH) / 4,
    domain={"Z": (-2, 2)},
    shapes={"Z": (4, 3)},
    derivative_of=lambda Z: np.mean(cross_entropy(Z, _BATCH)),
    mistakes=[
        (
            lambda Z: (softmax(Z) - _BATCH).T / 4,
            "layout",
            (
                "每个数都对，只是行和列换了位置：你排成了 3 × 4。梯度的形状要和 `Z` 一样，"
                "一行一张照片。",
                "Every number is right, but rows and columns have changed places: yours is 3 × 4. "
                "The gradient has the shape of `Z`, a row for each photo.",
            ),
        ),
        (
            lambda Z: softmax(Z) - _BATCH,
            "mean_forgotten",
            (
                "每一行都对，这是损失之**和**的梯度。平均值还要做一件事。",
                "Every row is right, for the **sum** of the losses. A mean wants one thing more.",
            ),
        ),
        (
            lambda Z: (softmax(Z) - _BATCH) / 12,
            "mean_of_entries",
            (
                "你除以了数组里数的个数。平均的是**损失**，一共有几个损失？",
                "You divided by the number of entries. The mean is over **losses**: how many are "
                "there?",
            ),
        ),
        (
            lambda Z: (softmax(Z) - _BATCH) / 3,
            "mean_of_classes",
            (
                "你除以了类别的个数。损失是按照片平均的。",
                "You divided by the number of classes. The loss is averaged over the photos.",
            ),
        ),
        (
            lambda Z: softmax(Z) / 4,
            "prediction_alone",
            (
                "形状和平均都对了。标准答案 `Y` 还没有出场。",
                "The shape and the mean are right. The truth `Y` has not come in yet.",
            ),
        ),
        (
            lambda Z: (_BATCH - softmax(Z)) / 4,
            "sign",
            (
                "大小都对，方向反了：猜的，减去该有的。",
                "The sizes are right, the direction is not: the guess, minus what should be.",
            ),
        ),
        (
            lambda Z: (np.exp(Z) / np.sum(np.exp(Z)) - _BATCH) / 4,
            "wrong_axis",
            (
                "你把 12 个数放在一起算了概率。每一**行**自己加起来才是 1，想想 `axis`。",
                "You made probabilities of all 12 numbers together. Each **row** sums to 1 by "
                "itself: think of `axis`.",
            ),
        ),
    ],
    hints=[
        (
            "每一行的分数只影响这一行的损失，所以一行一行地想。",
            "The scores of a row change the loss of this row alone: think row by row.",
        ),
        (
            "`softmax(Z) - Y` 是损失之和的梯度。平均值是和除以几？",
            "`softmax(Z) - Y` is the gradient of the sum. The mean is the sum over what?",
        ),
    ],
    solution=(
        "第 $b$ 行的损失 $L_b$ 只和第 $b$ 行的分数有关，梯度是 $\\hat y_b-y_b$。\n"
        "$\\bar L=\\frac14\\sum_bL_b$，常数倍 $\\frac14$ 留在前面。\n"
        "`return (softmax(Z) - Y) / len(Z)`",
        "The loss $L_b$ of row $b$ depends on this row alone, with the gradient $\\hat y_b-y_b$.\n"
        "In $\\bar L=\\frac14\\sum_bL_b$ the factor $\\frac14$ stays.\n"
        "`return (softmax(Z) - Y) / len(Z)`",
    ),
    praise=(
        "有了这个平均，换一个大小不同的小批量，合适的学习率也差不多。",
        "Thanks to the mean, batches of another size get along with much the same learning rate.",
    ),
)

LOG_SOFTMAX = Exercise(
    title=("对数也要稳", "A logarithm without overflow"),
    level=2,
    key=_log_softmax,
    domain={"z": [(-800, -798), (798, 800)]},
    shapes={"z": (3,)},
    mistakes=[
        (
            lambda z: np.log(softmax(z)),
            "log_of_zero",
            (
                "公式对，`softmax` 也稳。可是太小的概率存不下，成了 0，对数就成了 $-\\infty$。"
                "能不能不先算出概率？",
                "The formula is right and `softmax` is safe. But a probability that is too small "
                "is stored as 0, and its logarithm is $-\\infty$. Is there a way around it?",
            ),
        ),
        (
            lambda z: np.log(np.exp(z) / np.sum(np.exp(z))),
            "overflow",
            (
                "公式对，可是 $e^{800}$ 存不下。先拿走一个数，让指数都不超过 0。",
                "The formula is right, but $e^{800}$ is too large to store. First take something "
                "away, so that no exponent is above 0.",
            ),
        ),
        (
            lambda z: z - np.log(np.sum(np.exp(z))),
            "overflow",
            (
                "对数和指数抵消了，很好。剩下的 logsumexp 里还有 $e^{800}$，怎么办？",
                "Logarithm and exponential have cancelled, good. There is still an $e^{800}$ in "
                "the logsumexp: what can be done?",
            ),
        ),
        (
            lambda z: z - np.max(z),
            "normalizer_forgotten",
            (
                "减去最大值，对了。还差 $\\log$ 总和那一项；两个分数很接近时就看得出来。",
                "Taking off the largest is right. The logarithm of the sum is missing, as shows "
                "where two scores are close.",
            ),
        ),
        (
            lambda z: z - np.max(z) - np.log(3),
            "normalizer_forgotten",
            (
                "减去最大值，对了。总和却不是 3：后面还要把 $e^{z_j-m}$ 加起来。",
                "Taking off the largest is right. But the sum is not 3: add up the $e^{z_j-m}$.",
            ),
        ),
    ],
    hints=[
        (
            "$\\log\\sigma(z)_i=z_i-\\log\\sum_je^{z_j}$，不必先算概率。",
            "$\\log\\sigma(z)_i=z_i-\\log\\sum_je^{z_j}$: no probabilities needed.",
        ),
        (
            "先令 `s = z - np.max(z)`，再用 `s` 代替 `z`。",
            "First `s = z - np.max(z)`, then use `s` in place of `z`.",
        ),
    ],
    solution=(
        "对数把商变成减法：$\\log\\sigma(z)_i=z_i-\\log\\sum_je^{z_j}$。\n"
        "一起减去最大值，结果不变：`s = z - np.max(z)`。\n"
        "`return s - np.log(np.sum(np.exp(s)))`，总和至少是 1，对数里不会是 0。",
        "The logarithm makes a difference of the quotient: "
        "$\\log\\sigma(z)_i=z_i-\\log\\sum_je^{z_j}$.\n"
        "Taking off the largest score changes nothing: `s = z - np.max(z)`.\n"
        "`return s - np.log(np.sum(np.exp(s)))`; the sum is at least 1, so there is no log 0.",
    ),
    praise=(
        "概率小到存不下，它的对数却好好的。框架里的 `log_softmax` 就是这样写的。",
        "The probability is too small to store, its logarithm is not. This is how frameworks "
        "write `log_softmax`.",
    ),
)

MORE_WRONG = Exercise(
    title=("先猜：错得更离谱", "Guess first: even more wrong"),
    level=2,
    key="D",
    mistakes=[
        (
            "A",
            "jacobian_forgotten",
            (
                "$\\hat y-y$ 确实差不多不变，那是损失对**概率**的梯度。从概率到分数，"
                "还要乘 $D\\sigma$，它变了吗？",
                "$\\hat y-y$ hardly changes indeed, but that is the gradient with respect to the "
                "**probabilities**. On the way to the scores comes $D\\sigma$: does it change?",
            ),
        ),
        (
            "B",
            "loss_for_gradient",
            (
                "**交叉熵**的损失差不多是这样变的：它约等于分数之差。这里问平方误差的梯度。",
                "That is about how the **cross-entropy** itself grows: it is near the difference "
                "of the scores. Asked for is the gradient of the squared error.",
            ),
        ),
        (
            "C",
            "proportional",
            (
                "方向对了，是变小。可概率和分数之间隔着**指数**：差 10 分，差的是多少倍？",
                "The direction is right, it shrinks. But between scores and probabilities stands "
                "an **exponential**: what factor do 10 points make?",
            ),
        ),
    ],
    hints=[
        (
            "梯度是 $D\\sigma\\,(\\hat y-y)$。后一半几乎不变，看前一半。",
            "The gradient is $D\\sigma\\,(\\hat y-y)$. The second half hardly changes; look at the "
            "first.",
        ),
        (
            "$D\\sigma$ 的每一格都乘着一个很小的概率，约 $e^{-10}$；20 分时呢？",
            "Every entry of $D\\sigma$ has a small probability as a factor, about $e^{-10}$. And "
            "with a score of 20?",
        ),
    ],
    solution=(
        "$(10,0,0)$：后两个概率约 $e^{-10}$，$D\\sigma$ 的每一格都不超过它的两倍。\n"
        "$(20,0,0)$：后两个概率约 $e^{-20}$。\n"
        "$\\hat y-y$ 几乎没变，所以梯度变成 $e^{-10}\\approx1/22000$。选 D。",
        "At $(10,0,0)$ the last two probabilities are about $e^{-10}$; no entry of $D\\sigma$ is "
        "over twice that.\n"
        "At $(20,0,0)$ they are about $e^{-20}$.\n"
        "$\\hat y-y$ is nearly the same, so the gradient shrinks by $e^{-10}\\approx1/22000$: D.",
    ),
    praise=(
        "错得越离谱，学得越慢：猫的分数每高出 1 分，梯度就只剩 $1/e$ 左右。",
        "The more wrong, the slower it learns: for each point that the cat gains, only about "
        "$1/e$ of the gradient is left.",
    ),
)

JACOBIAN_OF_LOG = Exercise(
    title=("log-softmax 的雅可比矩阵", "The Jacobian of log-softmax"),
    level=3,
    key=lambda z: np.eye(3) - softmax(z)[None, :],
    domain={"z": (-2, 2)},
    shapes={"z": (3,)},
    derivative_of=_log_softmax,
    mistakes=[
        (
            lambda z: np.diag(1 - softmax(z)),
            "only_diagonal",
            (
                "对角线都对了。拧别的分数，$\\log S$ 也会动，对角线以外不是 0。",
                "The diagonal is right. Other scores move $\\log S$ as well: beside the diagonal "
                "there is no 0.",
            ),
        ),
        (
            lambda z: np.diag(softmax(z)) - np.outer(softmax(z), softmax(z)),
            "log_forgotten",
            (
                "这是 softmax 自己的雅可比矩阵，一点没错。外面还有一层 $\\log$。",
                "That is the Jacobian of softmax itself, exactly. There is a $\\log$ around it.",
            ),
        ),
        (
            lambda z: np.diag(1 / softmax(z)),
            "outer_only",
            (
                "$\\log$ 这一层对了：$1/\\hat y_j$。它还要乘上 softmax 的雅可比矩阵。",
                "The layer of $\\log$ is right: $1/\\hat y_j$. It is still to be multiplied by the "
                "Jacobian of softmax.",
            ),
        ),
        (
            lambda z: np.tile(-softmax(z), (3, 1)),
            "identity_forgotten",
            (
                "$-\\log S$ 那一半对了。$z_j$ 自己对 $z_j$ 求导呢？",
                "The half of $-\\log S$ is right. And $z_j$ itself, by $z_j$?",
            ),
        ),
        (
            lambda z: np.eye(3) + softmax(z)[None, :],
            "sign",
            (
                "两块都有了，中间的符号呢？$\\log\\sigma(z)_j=z_j-\\log S$。",
                "Both parts are there. And the sign between them? $\\log\\sigma(z)_j=z_j-\\log S$.",
            ),
        ),
    ],
    hints=[
        (
            "$f(z)_j=z_j-\\log S$，$S=\\sum_ke^{z_k}$。两项分开求导。",
            "$f(z)_j=z_j-\\log S$ with $S=\\sum_ke^{z_k}$. Differentiate the two terms apart.",
        ),
        (
            "$z_j$ 对 $z_i$：$j=i$ 时是 1，否则是 0，那是单位矩阵。$\\log S$ 对 $z_i$ 是 "
            "$\\hat y_i$，和 $j$ 无关。",
            "$z_j$ by $z_i$ is 1 where $j=i$ and 0 elsewhere, the identity. $\\log S$ by $z_i$ is "
            "$\\hat y_i$, whatever $j$ is.",
        ),
    ],
    solution=(
        "$f(z)_j=z_j-\\log S$。\n"
        "$\\partial z_j/\\partial z_i$ 组成单位矩阵 $I$。\n"
        "$\\partial\\log S/\\partial z_i=e^{z_i}/S=\\hat y_i$，每一行都是 $\\hat y^\\top$。\n"
        "所以 $Df=I-\\mathbf1\\hat y^\\top$：`np.eye(3) - softmax(z)`，"
        "NumPy 会把它从每一行里减去。",
        "$f(z)_j=z_j-\\log S$.\n"
        "The $\\partial z_j/\\partial z_i$ make the identity $I$.\n"
        "$\\partial\\log S/\\partial z_i=e^{z_i}/S=\\hat y_i$, so every row is $\\hat y^\\top$.\n"
        "Hence $Df=I-\\mathbf1\\hat y^\\top$: `np.eye(3) - softmax(z)`, which NumPy takes from "
        "every row.",
    ),
    praise=(
        "拿 $-y^\\top$ 从左边乘它，就得到 $\\hat y^\\top-y^\\top$：又一条通向本章结果的路。",
        "Multiply it by $-y^\\top$ from the left and there is $\\hat y^\\top-y^\\top$: another way "
        "to the result of this chapter.",
    ),
)

ANY_TARGET = Exercise(
    title=("加起来不是 1", "When y does not sum to 1"),
    level=3,
    key=lambda z, y: softmax(z) * np.sum(y) - y,
    domain={"z": (-2, 2), "y": (0.1, 2)},
    shapes={"z": (3,), "y": (3,)},
    mistakes=[
        (
            lambda z, y: softmax(z) - y,
            "sum_is_not_one",
            (
                "$y$ 加起来是 1 的时候，这是对的。推导里哪一步用到了 $\\sum_jy_j=1$？",
                "Where $y$ sums to 1 this is right. At which step was $\\sum_jy_j=1$ used?",
            ),
        ),
        (
            lambda z, y: softmax(z) - y / np.sum(y),
            "target_normalized",
            (
                "你先把 $y$ 除成了概率，那就成了另一个损失。它和这里的损失差多少倍？",
                "You made probabilities of $y$ first, which is another loss. By which factor does "
                "it differ from this one?",
            ),
        ),
        (
            lambda z, y: (softmax(z) - y) * np.sum(y),
            "factor_too_wide",
            (
                "$\\sum_jy_j$ 找对了。它该乘在两项上，还是一项上？回头看第四步。",
                "$\\sum_jy_j$ is right. Does it multiply both terms, or one? Look at step four "
                "again.",
            ),
        ),
        (
            lambda z, y: softmax(z) * np.sum(y),
            "prediction_alone",
            (
                "这一半对了。$-\\sum_jy_jz_j$ 那一项对 $z_i$ 求导呢？",
                "This half is right. And the term $-\\sum_jy_jz_j$, by $z_i$?",
            ),
        ),
        (
            lambda z, y: -y * (1 - softmax(z)),
            "only_diagonal",
            (
                "$j=i$ 这条路走对了。还有 $j\\ne i$ 的那些路，每条带来 $y_j\\hat y_i$。",
                "The path $j=i$ is right. The paths $j\\ne i$ are missing, each with "
                "$y_j\\hat y_i$.",
            ),
        ),
        (
            lambda z, y: -y / softmax(z),
            "loss_by_probability",
            (
                "这是损失对**概率**的梯度。再往前一层，才到分数。",
                "That is the gradient with respect to the **probabilities**. The scores are one "
                "layer further.",
            ),
        ),
    ],
    hints=[
        (
            "回到第 8.7 节的第四步，先不要用 $\\sum_jy_j=1$。",
            "Go back to step four of section 8.7, and do not use $\\sum_jy_j=1$.",
        ),
        (
            "$-y_i+y_i\\hat y_i+\\sum_{j\\ne i}y_j\\hat y_i$，把 $\\hat y_i$ 提出来。",
            "$-y_i+y_i\\hat y_i+\\sum_{j\\ne i}y_j\\hat y_i$: take out the factor $\\hat y_i$.",
        ),
    ],
    solution=(
        "$L=(\\sum_jy_j)\\log S-\\sum_jy_jz_j$。\n"
        "第一项对 $z_i$：$(\\sum_jy_j)\\,\\hat y_i$。第二项对 $z_i$：$-y_i$。\n"
        "`return softmax(z) * np.sum(y) - y`",
        "$L=(\\sum_jy_j)\\log S-\\sum_jy_jz_j$.\n"
        "The first term by $z_i$: $(\\sum_jy_j)\\,\\hat y_i$. The second: $-y_i$.\n"
        "`return softmax(z) * np.sum(y) - y`",
    ),
    praise=(
        "分量之和还是 0：分数一起加一个数，$\\log\\sigma(z)$ 不变，损失也就不变，"
        "不管 $y$ 加起来是几。",
        "The components still sum to 0: a shift of all scores changes neither $\\log\\sigma(z)$ "
        "nor the loss, whatever $y$ sums to.",
    ),
)

CURVATURE = Exercise(
    title=("损失像碗吗", "Is the loss a bowl?"),
    level=3,
    key=lambda z, v: softmax(z) @ v**2 - (softmax(z) @ v) ** 2,
    domain={"z": (-2, 2), "v": (-2, 2)},
    shapes={"z": (3,), "v": (3,)},
    mistakes=[
        (
            lambda z, v: softmax(z) @ v**2,
            "outer_product_forgotten",
            (
                "对角矩阵那一半对了。$-\\hat y\\hat y^\\top$ 那一半给出什么？",
                "The half of the diagonal matrix is right. What does $-\\hat y\\hat y^\\top$ give?",
            ),
        ),
        (
            lambda z, v: (softmax(z) * (1 - softmax(z))) @ v**2,
            "only_diagonal",
            (
                "你只用了 $H$ 的对角线。$v^\\top Hv$ 里，每一格 $H_{ij}v_iv_j$ 都要加。",
                "You used the diagonal of $H$ only. In $v^\\top Hv$ every entry $H_{ij}v_iv_j$ "
                "counts.",
            ),
        ),
        (
            lambda z, v: softmax(z) @ v**2 + (softmax(z) @ v) ** 2,
            "sign",
            (
                "两项都有了，中间的符号呢？"
                "$D\\sigma=\\operatorname{diag}(\\hat y)-\\hat y\\hat y^\\top$。",
                "Both terms are there. And the sign between them? "
                "$D\\sigma=\\operatorname{diag}(\\hat y)-\\hat y\\hat y^\\top$.",
            ),
        ),
        (
            lambda z, v: softmax(z) @ v,
            "gradient_for_bend",
            (
                "这是沿 $v$ 的**斜率**里的一部分。问的是弯曲，$v$ 要出现两次。",
                "That is a part of the **slope** along $v$. Asked for is the bend, with $v$ twice.",
            ),
        ),
        (
            lambda z, v: (softmax(z) @ v) ** 2,
            "diagonal_forgotten",
            (
                "$\\hat y\\hat y^\\top$ 那一半有了，它前面该有负号；还少对角矩阵那一半。",
                "The half of $\\hat y\\hat y^\\top$ is there, and should have a minus; the "
                "diagonal matrix is missing.",
            ),
        ),
    ],
    hints=[
        (
            "梯度是 $\\hat y-y$，$y$ 不随 $z$ 变。再求一次导，就是 $\\hat y$ 的雅可比矩阵。",
            "The gradient is $\\hat y-y$ and $y$ does not change with $z$. Differentiated once "
            "more, that is the Jacobian of $\\hat y$.",
        ),
        (
            "两半分开算：$v^\\top\\operatorname{diag}(\\hat y)\\,v=\\sum_i\\hat y_iv_i^2$；"
            "$v^\\top\\hat y\\hat y^\\top v=(\\hat y^\\top v)^2$。",
            "$v^\\top\\operatorname{diag}(\\hat y)\\,v=\\sum_i\\hat y_iv_i^2$ and "
            "$v^\\top\\hat y\\hat y^\\top v=(\\hat y^\\top v)^2$.",
        ),
    ],
    solution=(
        "$H=D(\\hat y-y)=D\\sigma=\\operatorname{diag}(\\hat y)-\\hat y\\hat y^\\top$。\n"
        "$v^\\top Hv=\\sum_i\\hat y_iv_i^2-(\\sum_i\\hat y_iv_i)^2$。\n"
        "记 $\\mu=\\sum_i\\hat y_iv_i$，它等于 $\\sum_i\\hat y_i(v_i-\\mu)^2$，不会是负的。\n"
        "所以损失处处像碗；只有 $v$ 的分量都相等（一起加一个数）时，才是平的。",
        "$H=D(\\hat y-y)=D\\sigma=\\operatorname{diag}(\\hat y)-\\hat y\\hat y^\\top$.\n"
        "$v^\\top Hv=\\sum_i\\hat y_iv_i^2-(\\sum_i\\hat y_iv_i)^2$.\n"
        "With $\\mu=\\sum_i\\hat y_iv_i$ that is $\\sum_i\\hat y_i(v_i-\\mu)^2$, never negative.\n"
        "So the loss is a bowl everywhere, level only where all of $v$ is the same: a shift.",
    ),
    praise=(
        "它是 $v$ 按概率 $\\hat y$ 算的方差，不会是负的：对分数来说，"
        "交叉熵处处像碗，没有坏的小坑。",
        "It is the variance of $v$ under $\\hat y$, never negative: in the scores, cross-entropy "
        "is a bowl everywhere, without bad little pits.",
    ),
)

EXERCISES = [
    SHIFT,
    READ_THE_BARS,
    ONE_LOSS,
    BY_HAND,
    ONE_ENTRY,
    TEMPERATURE,
    BATCH,
    LOG_SOFTMAX,
    MORE_WRONG,
    JACOBIAN_OF_LOG,
    ANY_TARGET,
    CURVATURE,
]
