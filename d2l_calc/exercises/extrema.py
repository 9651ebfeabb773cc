"""Exercises of chapter 3, extrema."""

import math

import numpy as np

from d2l_calc.grader import Exercise

STATIONARY_POINTS = Exercise(
    title=("找驻点", "Stationary points"),
    level=1,
    key={-2, 2},
    mistakes=[
        (
            {-math.sqrt(12), 0, math.sqrt(12)},
            "value_for_slope",
            (
                "在这些点，$f$ 的**值**是 0。驻点要的是**斜率**是 0：先求导，再令导数等于 0。",
                "At these points the **value** of $f$ is 0. A stationary point wants a "
                "**slope** of 0: differentiate first.",
            ),
        ),
        (
            {2},
            "one_root",
            (
                "这一个找对了。不过平方等于同一个正数的，有几个数？",
                "This one is right. But how many numbers have the same positive square?",
            ),
        ),
        (
            {0},
            "second_derivative",
            (
                "在 0 处是**二阶**导数等于 0。一阶导数在那里是 $-12$，坡陡得很。",
                "At 0 the **second** derivative is 0. The first is $-12$ there, quite a slope.",
            ),
        ),
        (
            {-4, 4},
            "no_root",
            (
                "你算到了 $x$ 的平方。再开一次方，$x$ 才出来，而且有正有负。",
                "You have got the square of $x$. Take the root, with both signs.",
            ),
        ),
    ],
    hints=[
        (
            "先求导：$x^3$ 用幂的法则，$-12x$ 是常数倍。",
            "Differentiate first: the power rule for $x^3$, a constant multiple for $-12x$.",
        ),
        ("$f'(x)=3x^2-12$。它在哪里等于 0？", "$f'(x)=3x^2-12$. Where is it 0?"),
    ],
    solution=(
        "$f'(x)=3x^2-12$。\n"
        "令它等于 0：$3x^2=12$，$x^2=4$。\n"
        "所以 $x=-2$ 或者 $x=2$，答案是 `{-2, 2}`。",
        "$f'(x)=3x^2-12$.\n"
        "Set it to 0: $3x^2=12$, so $x^2=4$.\n"
        "Then $x=-2$ or $x=2$; the answer is `{-2, 2}`.",
    ),
    praise=("$3x^2-12=0$，两个根都找到了。", "$3x^2-12=0$, and you have both roots."),
)

READ_THE_DERIVATIVE = Exercise(
    title=("先猜：从导数的图读极值", "Guess first: extrema from the derivative's graph"),
    level=1,
    key="A",
    mistakes=[
        (
            "B",
            "lowest_of_derivative",
            (
                "那里是**导数**最低的地方，也就是 $f$ 下坡最陡的地方。这张图画的不是 $f$。",
                "There the **derivative** is lowest: $f$ falls most steeply. This is not "
                "the graph of $f$.",
            ),
        ),
        (
            "C",
            "order_of_signs",
            (
                "那里 $f'$ 确实是 0。看看它两边的符号：$f$ 是先升后降，还是先降后升？",
                "There $f'$ is 0 indeed. Look at the signs on both sides: does $f$ rise "
                "and then fall, or fall and then rise?",
            ),
        ),
        (
            "D",
            "no_extremum",
            (
                "这条抛物线没有最高点，可它画的是 $f'$。$f'$ 有没有从正变到负的地方？",
                "This parabola has no top, but it is $f'$. Does $f'$ go from positive to "
                "negative anywhere?",
            ),
        ),
    ],
    hints=[
        (
            "$f'$ 在虚线上面，$f$ 上坡；$f'$ 在虚线下面，$f$ 下坡。",
            "Where $f'$ is above the dotted line $f$ rises, where it is below $f$ falls.",
        ),
        (
            "极大值：先上坡，后下坡。$f'$ 要从正变到负，从左往右找这样的地方。",
            "A maximum: up, then down. Find where $f'$ goes from positive to negative, from "
            "left to right.",
        ),
    ],
    solution=(
        "$f'$ 在 $-1$ 和 2 处等于 0，这是两个驻点。\n"
        "在 $-1$ 处，$f'$ 从正变到负：先升后降，极大值。\n"
        "在 2 处，$f'$ 从负变到正：先降后升，极小值。所以选 A。",
        "$f'$ is 0 at $-1$ and at 2, the two stationary points.\n"
        "At $-1$ it goes from positive to negative: up, then down, a maximum.\n"
        "At 2 it goes from negative to positive: down, then up, a minimum. So A.",
    ),
    praise=(
        "那里 $f'$ 从正变到负，$f$ 先升后降。至于 $f$ 有多高，这张图没有说。",
        "There $f'$ goes from positive to negative. How high $f$ is, this graph does not tell.",
    ),
)

ONE_STEP = Exercise(
    title=("走一步", "One step"),
    level=1,
    key=[2.4, -3, -9],
    mistakes=[
        (
            [3.6, 9, 15],
            "uphill",
            (
                "你走的是上坡。斜率是正的，往低处走，$x$ 该变大还是变小？",
                "You went uphill. The slope is positive: to go down, should $x$ grow or shrink?",
            ),
        ),
        (
            [2.1, -6, -15],
            "value_for_slope",
            (
                "你用了 $f(3)=9$，那是脚下的**高度**。迈多大的步子，要看脚下的**斜率**。",
                "You used $f(3)=9$, which is the **height**. The step goes by the **slope**.",
            ),
        ),
        (
            [-0.6, -6, -12],
            "step_only",
            (
                "这是每一步走了多远，都对。问的是走到了**哪里**：从 $x=3$ 出发。",
                "These are the steps, and they are right. Asked for is **where** they lead, "
                "from $x=3$.",
            ),
        ),
        (
            [2.7, 0, -3],
            "forgotten_factor",
            (
                "斜率取成 3 了。$x^2$ 的导数在 $x=3$ 处是多少？",
                "The slope was taken to be 3. What is the derivative of $x^2$ at $x=3$?",
            ),
        ),
    ],
    hints=[
        (
            "一步就是 $x-\\eta f'(x)$。先算 $x=3$ 处的斜率。",
            "One step is $x-\\eta f'(x)$. First the slope at $x=3$.",
        ),
        (
            "$f'(3)=6$。三个答案是 $3-6\\eta$，把三个 $\\eta$ 代进去。",
            "$f'(3)=6$. The three answers are $3-6\\eta$ for the three values of $\\eta$.",
        ),
    ],
    solution=(
        "$f'(x)=2x$，$f'(3)=6$。\n"
        "$\\eta=0.1$：$3-0.1×6=2.4$，近了一点。\n"
        "$\\eta=1$：$3-6=-3$，跳到对面一样高的地方。\n"
        "$\\eta=2$：$3-12=-9$，跳到对面更高的地方。",
        "$f'(x)=2x$, so $f'(3)=6$.\n"
        "$\\eta=0.1$: $3-0.1×6=2.4$, a little nearer.\n"
        "$\\eta=1$: $3-6=-3$, across to the same height.\n"
        "$\\eta=2$: $3-12=-9$, across and higher up.",
    ),
    praise=(
        "一个靠近谷底，一个跳到对面同样高的地方，一个越跳越高。",
        "One comes nearer, one jumps across to the same height, one ends higher up.",
    ),
)

CLASSIFY = Exercise(
    title=("给驻点分类", "What kind of stationary point?"),
    level=2,
    key={0: "none", 1: "min"},
    mistakes=[
        (
            {0: "max", 1: "min"},
            "stationary_is_extremum",
            (
                "1 处对了。0 处 $f'$ 是 0，可这还不够做极值：看看 $f'$ 在 0 的两边各是什么符号。",
                "1 is right. At 0 $f'$ is 0, but that does not make an extremum: what sign "
                "has $f'$ on either side?",
            ),
        ),
        (
            {0: "min", 1: "min"},
            "stationary_is_extremum",
            (
                "1 处对了。要是 0 处也是谷底，两个谷之间就该隔着一座山。看看 0 两边 $f'$ 的符号。",
                "1 is right. If 0 were a valley too, a hill would lie between the two. Look "
                "at the sign of $f'$ on either side of 0.",
            ),
        ),
        (
            {1: "min"},
            "lost_root",
            (
                "1 处对了，还少一个驻点。解方程时，是不是两边除以了 $x$？",
                "1 is right, but one stationary point is missing. Did you divide by $x$ on "
                "the way?",
            ),
        ),
        (
            {0: "none", 1: "max"},
            "bend_upside_down",
            (
                "0 处对了。1 处 $f''$ 是正的：曲线向上弯，像碗，还是像帽子？",
                "0 is right. At 1 $f''$ is positive: is that a bowl or a hat?",
            ),
        ),
    ],
    hints=[
        (
            "$f'(x)=12x^3-12x^2$，提出公因式 $12x^2$。哪些 $x$ 让它等于 0？",
            "$f'(x)=12x^3-12x^2$. Take out the factor $12x^2$. For which $x$ is it 0?",
        ),
        (
            "$f'(x)=12x^2(x-1)$。$12x^2$ 不会是负的，所以符号全看 $x-1$。它在 0 两边、1 "
            "两边各是什么？",
            "$f'(x)=12x^2(x-1)$. As $12x^2$ is never negative, the sign is that of $x-1$. "
            "What is it on either side of 0, and of 1?",
        ),
    ],
    solution=(
        "$f'(x)=12x^3-12x^2=12x^2(x-1)$，驻点是 0 和 1。\n"
        "0 的两边，$x-1$ 都是负的：$(-,-)$，不是极值。（$f''(0)=0$，二阶导数判别法说不准。）\n"
        "1 的左边是负，右边是正：$(-,+)$，极小值。（$f''(1)=12>0$，也这么说。）\n"
        '答案是 `{0: "none", 1: "min"}`。',
        "$f'(x)=12x^3-12x^2=12x^2(x-1)$, so the points are 0 and 1.\n"
        "On both sides of 0, $x-1$ is negative: $(-,-)$, no extremum. ($f''(0)=0$ leaves it "
        "open.)\n"
        "At 1 it goes from negative to positive: a minimum. ($f''(1)=12>0$ agrees.)\n"
        'The answer is `{0: "none", 1: "min"}`.',
    ),
    praise=(
        "0 处曲线放平了一下，接着往下走；谷底在 1。",
        "At 0 the curve is level for a moment and goes on down; the valley is at 1.",
    ),
)

BOTH_ZERO = Exercise(
    title=("两个都是 0", "Both are 0"),
    level=2,
    key="D",
    mistakes=[
        (
            "A",
            "zero_is_inflection",
            (
                "拐点要 $f''$ **变号**，只等于 0 不够。想想 $x^4$：0 处像碗，左右都是。",
                "An inflection needs $f''$ to **change sign**; being 0 is not enough. Think "
                "of $x^4$: a bowl on both sides of 0.",
            ),
        ),
        (
            "B",
            "never_an_extremum",
            (
                "$x^3$ 是这样。可是 $x^4$ 也有 $f'(0)=f''(0)=0$，它在 0 处是什么？",
                "So it is for $x^3$. But $x^4$ has $f'(0)=f''(0)=0$ as well: what is it at 0?",
            ),
        ),
        (
            "C",
            "stationary_is_extremum",
            (
                "$f'=0$ 只说切线是平的。$x^3$ 在 0 处切线也是平的，它是极值吗？",
                "$f'=0$ only says that the tangent is level. So it is for $x^3$ at 0: is "
                "that an extremum?",
            ),
        ),
    ],
    hints=[
        (
            "拿第 3.3 节的三个函数来试：$x^4$、$-x^4$、$x^3$。",
            "Try the three functions of section 3.3: $x^4$, $-x^4$ and $x^3$.",
        ),
        (
            "三个函数都合条件。它们在 0 处一个是谷，一个是山，一个是拐点。有哪句话对三个都成立？",
            "All three fit. One has a valley at 0, one a hill, one an inflection. Which "
            "statement is true of all three?",
        ),
    ],
    solution=(
        "$x^4$、$-x^4$、$x^3$ 都有 $f'(0)=f''(0)=0$。\n"
        "第一个在 0 处是极小值，A 和 B 都不对；第三个不是极值，C 也不对。\n"
        "光凭这两个 0 什么也断定不了，要看两边的符号。所以选 D。",
        "$x^4$, $-x^4$ and $x^3$ all have $f'(0)=f''(0)=0$.\n"
        "The first has a minimum at 0, so A and B fail; the third has no extremum, so C fails.\n"
        "The two zeros decide nothing; look at both sides. So D.",
    ),
    praise=(
        "谷、山、拐点，三种都可能。弃权的时候，就看两边。",
        "Valley, hill or inflection: all are possible. Then look at both sides.",
    ),
)

INFLECTIONS = Exercise(
    title=("拐点在哪里", "Where are the inflection points?"),
    level=2,
    key={1},
    mistakes=[
        (
            {0, 1},
            "zero_is_inflection",
            (
                "这两处 $f''$ 都是 0。拐点还要求 $f''$ **变号**：两处都变了吗？",
                "At both $f''$ is 0. An inflection also needs a **change of sign**: does it "
                "change at both?",
            ),
        ),
        (
            {0},
            "zero_is_inflection",
            (
                "那里 $f''$ 是 0，可它左右是什么符号？别处呢？",
                "There $f''$ is 0, but what are the signs on its two sides? And elsewhere?",
            ),
        ),
        (
            {0, 4 / 3},
            "first_derivative",
            (
                "这是两个**驻点**，$f'=0$。拐点要看 $f''$，再求一次导。",
                "These are the **stationary** points, $f'=0$. For inflections take $f''$: "
                "differentiate once more.",
            ),
        ),
        (
            {4 / 3},
            "first_derivative",
            (
                "那里 $f'=0$，是谷底。拐点要看 $f''$，再求一次导。",
                "There $f'=0$: a valley. For inflections take $f''$: differentiate once more.",
            ),
        ),
    ],
    hints=[
        (
            "求两次导，然后提出公因式。",
            "Differentiate twice, then take out the common factor.",
        ),
        (
            "$f''(x)=60x^3-60x^2=60x^2(x-1)$。它有两个零点，在哪一个的两边符号不同？",
            "$f''(x)=60x^3-60x^2=60x^2(x-1)$ has two zeros. At which of them do the signs "
            "on both sides differ?",
        ),
    ],
    solution=(
        "$f'(x)=15x^4-20x^3$，$f''(x)=60x^3-60x^2=60x^2(x-1)$。\n"
        "$f''$ 在 0 和 1 处等于 0。\n"
        "0 的两边 $x-1$ 都是负的，$f''$ 不变号，不是拐点。\n"
        "1 的左边是负，右边是正，变号了。所以拐点只有 `{1}`。",
        "$f'(x)=15x^4-20x^3$, $f''(x)=60x^3-60x^2=60x^2(x-1)$.\n"
        "$f''$ is 0 at 0 and at 1.\n"
        "On both sides of 0 it is negative: no change, no inflection.\n"
        "At 1 it goes from negative to positive. So `{1}` is all.",
    ),
    praise=(
        "0 处 $f''$ 虽然也是 0，却没有变号：那里是山顶。",
        "At 0 $f''$ is 0 too, but does not change sign: that is a hilltop.",
    ),
)

ON_AN_INTERVAL = Exercise(
    title=("一段路上的最低和最高", "Lowest and highest on a stretch"),
    level=2,
    key=[-2, 18],
    mistakes=[
        (
            [-2, 2],
            "ends_forgotten",
            (
                "最小值对了。2 是 $x=-1$ 处的极大值，那里不在这段路上。这段路的两头看过了吗？",
                "The least value is right. 2 belongs to $x=-1$, which is not on this stretch. "
                "Have you looked at both ends?",
            ),
        ),
        (
            [0, 18],
            "only_ends",
            (
                "最大值对了。最小值不一定在两头：路中间有没有驻点？",
                "The greatest value is right. The least need not be at an end: is there a "
                "stationary point in between?",
            ),
        ),
        (
            [1, 3],
            "place_for_value",
            (
                "**位置**找对了。问的是那里的函数**值**，把它们代进 $f$。",
                "The **places** are right. Asked for are the **values**: put them into $f$.",
            ),
        ),
        (
            [-2, 0],
            "one_end",
            (
                "最小值对了。0 是左端的值，右端呢？",
                "The least value is right. 0 is the value at the left end; and at the right?",
            ),
        ),
        (
            [18, -2],
            "order",
            (
                "两个数都对，先后反了：先写最小值，再写最大值。",
                "Both numbers are right, in the wrong order: the least first.",
            ),
        ),
    ],
    hints=[
        (
            "要看的地方：区间里面的驻点，还有两个端点。",
            "Where to look: stationary points inside, and both ends.",
        ),
        (
            "$f'(x)=3x^2-3$，$[0,3]$ 里只有驻点 $x=1$。比较 $f(0)$、$f(1)$、$f(3)$。",
            "$f'(x)=3x^2-3$; on $[0,3]$ the only stationary point is $x=1$. Compare $f(0)$, "
            "$f(1)$ and $f(3)$.",
        ),
    ],
    solution=(
        "$f'(x)=3x^2-3=0$，$x=\\pm1$，在 $[0,3]$ 里的只有 1。\n"
        "$f(0)=0$，$f(1)=-2$，$f(3)=18$。\n"
        "最小值 $-2$ 在驻点，最大值 18 在右端（那里的斜率是 24，不是 0）。",
        "$f'(x)=3x^2-3=0$ at $x=\\pm1$, of which only 1 lies in $[0,3]$.\n"
        "$f(0)=0$, $f(1)=-2$, $f(3)=18$.\n"
        "The least, $-2$, is at the stationary point, the greatest, 18, at the right end "
        "(where the slope is 24, not 0).",
    ),
    praise=(
        "最小值在驻点，最大值在端点，那里的斜率并不是 0。",
        "The least is at a stationary point, the greatest at an end, where the slope is not 0.",
    ),
)

LARGEST_RATE = Exercise(
    title=("先猜：更弯的曲线", "Guess first: a curve that bends more"),
    level=2,
    key=0.2,
    mistakes=[
        (
            1,
            "same_limit",
            (
                "那是 $x^2$ 的界限。$5x^2$ 更陡，同样的 $\\eta$，步子是更大还是更小？",
                "That is the limit for $x^2$. $5x^2$ is steeper: is the step for the same "
                "$\\eta$ longer or shorter?",
            ),
        ),
        (
            5,
            "wrong_way",
            (
                "方向反了。曲线更陡，步子已经更大了，$\\eta$ 该放大还是缩小？",
                "The other way round. On a steeper curve the steps are longer already: "
                "should $\\eta$ grow or shrink?",
            ),
        ),
        (
            0.1,
            "one_step",
            (
                "这个 $\\eta$ 让每步乘上的数正好是 0，一步就到谷底。再大一些，会来回跳，"
                "还不至于发散。",
                "With this $\\eta$ the factor is 0 and one step is enough. A larger one "
                "jumps to and fro, but does not diverge yet.",
            ),
        ),
        (
            0.4,
            "forgotten_factor",
            (
                "就差导数里的一个 2：$5x^2$ 的导数是多少？",
                "A 2 of the derivative is missing: what is the derivative of $5x^2$?",
            ),
        ),
    ],
    hints=[
        (
            "$f'(x)=10x$。把一步写成“一个数乘 $x$”的样子。",
            "$f'(x)=10x$. Write one step as a number times $x$.",
        ),
        (
            "一步是 $(1-10\\eta)x$。这个数在 $-1$ 和 1 之间才收敛，什么时候它正好是 $-1$？",
            "One step is $(1-10\\eta)x$. It converges while the factor is between $-1$ and "
            "1. When is it just $-1$?",
        ),
    ],
    solution=(
        "$f'(x)=10x$，一步是 $x-10\\eta x=(1-10\\eta)x$。\n"
        "乘上的数小于 $-1$ 就发散：$1-10\\eta<-1$，也就是 $\\eta>0.2$。\n"
        "和 $x^2$ 比：弯了 5 倍，界限就缩到五分之一。",
        "$f'(x)=10x$, so one step is $x-10\\eta x=(1-10\\eta)x$.\n"
        "It diverges when the factor is below $-1$: $1-10\\eta<-1$, that is $\\eta>0.2$.\n"
        "Five times the bend of $x^2$ leaves a fifth of the limit.",
    ),
    praise=(
        "弯了 5 倍，界限就缩到五分之一：$\\eta$ 的上限是 $2/f''$。",
        "Five times the bend, a fifth of the limit: $\\eta$ may go up to $2/f''$.",
    ),
)

WHICH_VALLEY = Exercise(
    title=("先猜：往哪边滚", "Guess first: which way down?"),
    level=3,
    key="A",
    mistakes=[
        (
            "B",
            "stops_at_the_top",
            (
                "山顶是驻点，正好站在上面才不动。差一点点，斜率就不是 0，会往哪边走？",
                "The top is stationary for one who stands exactly on it. A little beside it "
                "the slope is not 0: which way does it lead?",
            ),
        ),
        (
            "C",
            "nearest_valley",
            (
                "右边的谷的确离得近。可是梯度下降不量远近，只看脚下：$0.09$ 在山顶的哪一边？",
                "The right valley is nearer indeed. But the descent measures no distance, "
                "only the slope: on which side of the top is $0.09$?",
            ),
        ),
        (
            "D",
            "diverges",
            (
                "$\\eta=0.1$ 的步子不大，两头又都是上坡。用 `descend` 走 300 步看看？",
                "With $\\eta=0.1$ the steps are small, and both ends go up. Try 300 steps "
                "with `descend`?",
            ),
        ),
    ],
    hints=[
        (
            "算一算 $L'(0.09)$ 的符号，$L'(w)=w^3-w+0.1$。",
            "What is the sign of $L'(0.09)$, with $L'(w)=w^3-w+0.1$?",
        ),
        (
            "$L'(0.09)≈+0.0107$：右边高。往左走，一路下坡，第一个谷底在哪里？",
            "$L'(0.09)≈+0.0107$: higher on the right. Go left, downhill all the way: where is "
            "the first valley?",
        ),
    ],
    solution=(
        "$L'(0.09)=0.000729-0.09+0.1≈0.0107>0$，往左走。\n"
        "从这里往左，直到 $-1.047$，$L'$ 都是正的，所以一直往左走。\n"
        "开头走得很慢，因为山顶附近的斜率很小；最后停在左边的谷底。所以选 A。",
        "$L'(0.09)=0.000729-0.09+0.1≈0.0107>0$, so it goes left.\n"
        "From here down to $-1.047$ the slope stays positive, so it keeps going left.\n"
        "It starts slowly, for the slope near the top is small, and ends in the left valley. So A.",
    ),
    praise=(
        "不看远近，只看脚下的斜率。山顶把起点分成两边，两边各归一个谷。",
        "Not distance but the slope decides. The top divides the starts: each side has its valley.",
    ),
)

BEST_KNOB = Exercise(
    title=("最好的旋钮", "The best knob"),
    level=3,
    key=lambda x, y: np.sum(np.multiply(x, y)) / np.sum(np.multiply(x, x)),
    domain={"x": (0.5, 3), "y": (0.5, 3)},
    shapes={"x": (3,), "y": (3,)},
    mistakes=[
        (
            lambda x, y: np.mean(y) / np.mean(x),
            "ratio_of_means",
            (
                "这是 $y$ 的平均比 $x$ 的平均。损失里有平方，求导时每一项还会多乘一个 $x_i$。",
                "That is the mean of $y$ over the mean of $x$. The squares bring one more "
                "factor $x_i$ into each term.",
            ),
        ),
        (
            lambda x, y: np.mean(y / x),
            "mean_of_ratios",
            (
                "这是让每个点各自满意的 $w$，再取平均。要让**总的**损失最小，先求 $L'(w)$。",
                "That averages what each point alone would like. For the least loss **in all** "
                "start from $L'(w)$.",
            ),
        ),
        (
            lambda x, y: np.sum(x * y),
            "not_solved",
            (
                "这是方程的一边。$w$ 前面还乘着一个数，除过去了吗？",
                "That is one side of the equation. $w$ has a factor: did you divide by it?",
            ),
        ),
        (
            lambda x, y: np.sum(x * y) / np.sum(x) ** 2,
            "square_of_the_sum",
            (
                "分子对了。分母是先平方再加，还是先加再平方？",
                "The numerator is right. Below: square and then add, or add and then square?",
            ),
        ),
        (
            lambda x, y: np.sum(x * y) / np.sum(y * y),
            "wrong_letter",
            (
                "分子对了。和 $w$ 相乘的是哪个字母的平方？",
                "The numerator is right. Which letter's square is multiplied by $w$?",
            ),
        ),
    ],
    hints=[
        (
            "每一项用链式法则：外面是平方，里面是 $wx_i-y_i$，对 $w$ 求导，里面得 $x_i$。",
            "The chain rule for each term: outside a square, inside $wx_i-y_i$, whose "
            "derivative by $w$ is $x_i$.",
        ),
        (
            "$L'(w)=\\frac23\\sum(wx_i-y_i)x_i$。令它等于 0，把带 $w$ 的和不带 $w$ 的分到两边。",
            "$L'(w)=\\frac23\\sum(wx_i-y_i)x_i$. Set it to 0 and bring what has $w$ to one side.",
        ),
    ],
    solution=(
        "链式法则：$L'(w)=\\frac23\\sum(wx_i-y_i)x_i$。\n"
        "令它等于 0：$w\\sum x_i^2=\\sum x_iy_i$。\n"
        "所以 $w=\\sum x_iy_i/\\sum x_i^2$，写成 `np.sum(x * y) / np.sum(x * x)`。\n"
        "$L''(w)=\\frac23\\sum x_i^2>0$，是极小值。第 1 章的数据给出 $23/14≈1.643$。",
        "Chain rule: $L'(w)=\\frac23\\sum(wx_i-y_i)x_i$.\n"
        "Set it to 0: $w\\sum x_i^2=\\sum x_iy_i$.\n"
        "So $w=\\sum x_iy_i/\\sum x_i^2$, or `np.sum(x * y) / np.sum(x * x)`.\n"
        "$L''(w)=\\frac23\\sum x_i^2>0$: a minimum. The data of chapter 1 give $23/14≈1.643$.",
    ),
    praise=(
        "用第 1 章的三个点一算，正是 $23/14≈1.643$。这叫最小二乘法。",
        "For the three points of chapter 1 it is $23/14≈1.643$. This is called least squares.",
    ),
)

EXERCISES = [
    STATIONARY_POINTS,
    READ_THE_DERIVATIVE,
    ONE_STEP,
    CLASSIFY,
    BOTH_ZERO,
    INFLECTIONS,
    ON_AN_INTERVAL,
    LARGEST_RATE,
    WHICH_VALLEY,
    BEST_KNOB,
]
