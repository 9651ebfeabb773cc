"""Exercises of chapter 4, partial derivatives."""

import numpy as np

from d2l_calc.grader import Exercise

WARM_UP = Exercise(
    title=("热身", "Warm-up"),
    level=1,
    key=lambda x, y: 2 * x * y,
    domain={"x": (-2, 2), "y": (0.5, 3)},
    formula=True,
    mistakes=[
        (
            "2*x*y + x**2 + 3",
            "others_too",
            (
                "第一项里有你要的东西，可是你把 $y$ 也求了导。对 $x$ 求偏导数时，$y$ 按住不动。",
                "What is wanted is in there, but you differentiated $y$ as well. For the partial "
                "derivative by $x$, $y$ holds still.",
            ),
        ),
        (
            "x**2 + 3",
            "wrong_variable",
            (
                "这是对 $y$ 的偏导数，求得没有错。分母里写的是哪个字母？",
                "This is the partial derivative by $y$, and done well. Which letter is in the "
                "denominator?",
            ),
        ),
        (
            "2*x",
            "factor_dropped",
            (
                "$x^2$ 求对了。$y$ 虽然是常数，却是**乘在前面**的常数，它会消失吗？",
                "$x^2$ is done right. $y$ is a constant, but one that **multiplies**: does that "
                "one vanish?",
            ),
        ),
        (
            "2*x*y + 3*y",
            "constant_kept",
            (
                "第一项对了。$3y$ 里没有 $x$：$x$ 动一点，它动不动？",
                "The first term is right. There is no $x$ in $3y$: when $x$ moves, does it?",
            ),
        ),
        (
            "2*x*y + 3",
            "constant_differentiated",
            (
                "第一项对了。3 是 $3y$ **对 $y$** 的导数；对 $x$ 呢？",
                "The first term is right. 3 is the derivative of $3y$ **by $y$**; and by $x$?",
            ),
        ),
    ],
    hints=[
        (
            "把 $y$ 想成一个具体的数，比如 5。那么 $f$ 是 $5x^2+15$。",
            "Think of $y$ as a number, say 5. Then $f$ is $5x^2+15$.",
        ),
        (
            "$5x^2+15$ 的导数是 $10x$，其中 10 是 2 乘 5。把 5 换回 $y$。",
            "The derivative of $5x^2+15$ is $10x$, and that 10 is 2 times 5. Put $y$ back for 5.",
        ),
    ],
    solution=(
        "$y$ 是常数。\n"
        "$x^2y$：常数 $y$ 乘 $x^2$，导数是 $y\\cdot2x=2xy$。\n"
        "$3y$：里面没有 $x$，导数是 0。\n"
        "所以 $\\partial f/\\partial x=2xy$。",
        "$y$ is a constant.\n"
        "$x^2y$ is the constant $y$ times $x^2$: derivative $y\\cdot2x=2xy$.\n"
        "$3y$ has no $x$ in it: derivative 0.\n"
        "So $\\partial f/\\partial x=2xy$.",
    ),
    praise=(
        "乘在前面的 $y$ 留下，加在旁边的 $3y$ 消失。",
        "The $y$ that multiplies stays, the $3y$ that is added goes.",
    ),
)

READ_THE_CONTOURS = Exercise(
    title=("先猜：看等高线", "Guess first: read the contours"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "along_x_only",
            (
                "对 $x$ 的符号看对了。再从红点往**上**走一小步：线上的数变大还是变小？",
                "The sign for $x$ is right. Now take a small step **up** from the red point: do "
                "the numbers grow or shrink?",
            ),
        ),
        (
            "D",
            "along_y_only",
            (
                "对 $y$ 的符号看对了。再从红点往**右**走一小步：靠近山顶，还是离开山顶？",
                "The sign for $y$ is right. Now take a small step to the **right**: nearer to "
                "the top, or away from it?",
            ),
        ),
        (
            "C",
            "both_reversed",
            (
                "两个都反了。先看清圈圈中间是山顶还是谷底：越往里，数越大还是越小？",
                "Both the wrong way round. First, is there a top or a bottom inside: do the "
                "numbers grow or shrink inwards?",
            ),
        ),
    ],
    hints=[
        (
            "对 $x$ 的偏导数：$y$ 按住，只往右走。穿过的线，数在变大还是变小？",
            "For the partial derivative by $x$ hold $y$ and go right. Do the numbers on the "
            "lines you cross grow or shrink?",
        ),
        (
            "圈圈中间高（8 在最里面）。红点往右走是往中间去，往上走是往外去。",
            "It is high inside (8 is innermost). From the red point, right leads inwards and up "
            "leads outwards.",
        ),
    ],
    solution=(
        "线上的数越往里越大，中间是山顶，在红点的右下方。\n"
        "往右走一小步，离山顶近了，变高：$\\partial f/\\partial x>0$。\n"
        "往上走一小步，离山顶远了，变低：$\\partial f/\\partial y<0$。所以选 B。",
        "The numbers grow inwards: a top, to the lower right of the red point.\n"
        "A small step to the right comes nearer and higher: $\\partial f/\\partial x>0$.\n"
        "A small step up leads away and lower: $\\partial f/\\partial y<0$. So B.",
    ),
    praise=(
        "没有公式也读得出符号：往右进圈，往上出圈。",
        "No formula needed: to the right it leads in, upwards it leads out.",
    ),
)

FIVE_LETTERS = Exercise(
    title=("五个字母", "Five letters"),
    level=1,
    key=[3, 0.5, 1],
    mistakes=[
        (
            [0.5, 3, 1],
            "swapped",
            (
                "最后一个对了，前两个调了包。对 $w_1$ 求时，$w_1$ 在动，和它相乘的是谁？",
                "The last is right, the first two are swapped. By $w_1$: it moves, and what "
                "multiplies it?",
            ),
        ),
        (
            [3, 0.5, 0],
            "bias_is_constant",
            (
                "前两个对了。这一次 $b_1$ 自己就是变量：它动 1，$z$ 动多少？",
                "The first two are right. This time $b_1$ is the variable: when it moves by 1, "
                "how much does $z$ move?",
            ),
        ),
        (
            [1.5, 1.5, 1],
            "values",
            (
                "最后一个对了。前两个写成了 $w_1x_1$ 的**值**；问的是它动得多快。",
                "The last is right. The first two are the **value** of $w_1x_1$; asked for is how "
                "fast it changes.",
            ),
        ),
        (
            [0, 0, 0],
            "all_constant",
            (
                "对谁求，谁就不再是常数。对 $w_1$ 求时，只有别的四个字母是数。",
                "The one that moves is not a constant: by $w_1$, only the other four letters are "
                "numbers.",
            ),
        ),
    ],
    hints=[
        (
            "对 $w_1$：把别的四个字母换成数，$z=3w_1-8+1$。",
            "By $w_1$: put numbers for the other four letters, $z=3w_1-8+1$.",
        ),
        (
            "$3w_1-7$ 的导数是多少？对 $x_1$、$b_1$ 也这样做。",
            "What is the derivative of $3w_1-7$? Do the same for $x_1$ and for $b_1$.",
        ),
    ],
    solution=(
        "对 $w_1$：$z=3w_1-7$，偏导数是 $x_1=3$。\n"
        "对 $x_1$：$z=0.5x_1-7$，偏导数是 $w_1=0.5$。\n"
        "对 $b_1$：$z=b_1-6.5$，偏导数是 1。",
        "By $w_1$: $z=3w_1-7$, so $x_1=3$.\n"
        "By $x_1$: $z=0.5x_1-7$, so $w_1=0.5$.\n"
        "By $b_1$: $z=b_1-6.5$, so 1.",
    ),
    praise=(
        "对权重求，得到输入；对输入求，得到权重；偏置总是 1。",
        "By a weight you get the input, by an input the weight, by the bias always 1.",
    ),
)

ALL_THREE = Exercise(
    title=("三个一起", "All three"),
    level=2,
    key=lambda x, y, z: np.array([2 * x * y, x**2 + z**3, 3 * y * z**2]),
    domain={"x": (0.5, 2), "y": (-2, 2), "z": (0.5, 2)},
    derivative_of=lambda x, y, z: x**2 * y + y * z**3,
    mistakes=[
        (
            lambda x, y, z: [2 * x * y + x**2 + z**3 + 3 * y * z**2] * 3,
            "others_too",
            (
                "三个写成了一样的：你把所有字母都求了导，再加起来。"
                "每次只动**一个**，另外两个按住。",
                "All three came out alike: every letter was differentiated and the results added. "
                "Move **one** at a time.",
            ),
        ),
        (
            lambda x, y, z: [2 * x, 1, 3 * z**2],
            "factor_dropped",
            (
                "对 $x$、对 $z$ 时，幂的法则用对了，可是乘在旁边的 $y$ 不见了。"
                "按住的字母是常数，**常数倍**要留下。",
                "The power rule is right by $x$ and by $z$, but the $y$ beside it is gone. A "
                "letter that is held is a constant, and a constant **factor** stays.",
            ),
        ),
        (
            lambda x, y, z: [2 * x * y + y * z**3, x**2 + z**3, x**2 * y + 3 * y * z**2],
            "constant_kept",
            (
                "第二个对了，另外两个各多了一项。那一项里有正在动的字母吗？",
                "The second is right; the others have a term too many. Is the letter that moves "
                "in it at all?",
            ),
        ),
        (
            lambda x, y, z: [2 * x * y, x**2, 3 * y * z**2],
            "term_missing",
            (
                "第一个和第三个都对。$y$ 在**两**项里都出现了。",
                "The first and the third are right. $y$ occurs in **both** terms.",
            ),
        ),
    ],
    hints=[
        (
            "一项一项来。对 $x$ 时，$yz^3$ 里没有 $x$，整项是常数。",
            "Term by term. By $x$: there is no $x$ in $yz^3$, so all of it is a constant.",
        ),
        (
            "对 $y$ 时，两项都是“常数乘 $y$”：常数是 $x^2$ 和 $z^3$。",
            "By $y$: both terms are a constant times $y$, the constants being $x^2$ and $z^3$.",
        ),
    ],
    solution=(
        "对 $x$：$x^2y$ 给 $2xy$，$yz^3$ 给 0。\n"
        "对 $y$：$x^2y$ 给 $x^2$，$yz^3$ 给 $z^3$。\n"
        "对 $z$：$x^2y$ 给 0，$yz^3$ 给 $3yz^2$。\n"
        "写成 `return [2*x*y, x**2 + z**3, 3*y*z*z]`。",
        "By $x$: $x^2y$ gives $2xy$, $yz^3$ gives 0.\n"
        "By $y$: $x^2y$ gives $x^2$, $yz^3$ gives $z^3$.\n"
        "By $z$: $x^2y$ gives 0, $yz^3$ gives $3yz^2$.\n"
        "That is `return [2*x*y, x**2 + z**3, 3*y*z*z]`.",
    ),
    praise=(
        "一个函数，三个偏导数，排成一列：下一章它们合起来有一个名字。",
        "One function, three partial derivatives in a row: the next chapter has a name for that.",
    ),
)

LOGARITHM = Exercise(
    title=("内层里也有常数", "A constant inside"),
    level=2,
    key=lambda x, y: 2 * y / (x**2 + y**2),
    domain={"x": (0.5, 2), "y": (0.5, 2)},
    formula=True,
    mistakes=[
        (
            "1/(x**2 + y**2)",
            "missing_inner",
            (
                "外层对了：$\\ln u$ 给 $1/u$。链式法则还要乘上内层对 $y$ 的导数。",
                "The outside is right: $\\ln u$ gives $1/u$. The chain rule also wants the "
                "derivative of the inside by $y$.",
            ),
        ),
        (
            "(2*x + 2*y)/(x**2 + y**2)",
            "others_too",
            (
                "分母对了。求内层的导数时，$x^2$ 也被你求了导。它被按住了吗？",
                "The denominator is right. On the inside you differentiated $x^2$ too. Is it not "
                "held?",
            ),
        ),
        (
            "2*x/(x**2 + y**2)",
            "wrong_variable",
            (
                "这是对 $x$ 的偏导数，求得没有错。题目问的是对 $y$。",
                "This is the partial derivative by $x$, and done well. Wanted is the one by $y$.",
            ),
        ),
        (
            "2/y",
            "constant_dropped_too_soon",
            (
                "你先把 $x^2$ 扔掉了。它是常数，可是它在 $\\ln$ **里面**，外层取值时还要用到它。",
                "You threw $x^2$ away first. It is a constant, but **inside** the logarithm, and "
                "the outside still needs its value.",
            ),
        ),
    ],
    hints=[
        (
            "外层 $\\ln u$，内层 $u=x^2+y^2$。$\\partial u/\\partial y$ 是多少？",
            "Outside $\\ln u$, inside $u=x^2+y^2$. What is $\\partial u/\\partial y$?",
        ),
        (
            "$\\partial u/\\partial y=2y$（$x^2$ 是常数）。乘上 $1/u$。",
            "$\\partial u/\\partial y=2y$ ($x^2$ is a constant). Multiply by $1/u$.",
        ),
    ],
    solution=(
        "外层 $\\ln u$ 的导数是 $1/u$，取值在 $u=x^2+y^2$。\n"
        "内层对 $y$：$x^2$ 是常数，给 0；$y^2$ 给 $2y$。\n"
        "乘起来：$\\dfrac{2y}{x^2+y^2}$。",
        "Outside: $1/u$, taken at $u=x^2+y^2$.\n"
        "Inside, by $y$: $x^2$ is a constant and gives 0; $y^2$ gives $2y$.\n"
        "Together: $\\dfrac{2y}{x^2+y^2}$.",
    ),
    praise=(
        "常数 $x^2$ 在内层的导数里消失，在外层的值里留下。",
        "The constant $x^2$ goes from the inner derivative, and stays in the outer value.",
    ),
)

ORDER = Exercise(
    title=("先对谁", "Which one first?"),
    level=2,
    key=5,
    mistakes=[
        (
            3,
            "mixed_order",
            (
                "这是**先 $x$ 后 $y$**。分母里离 $g$ 近的是哪一个？它先动手。",
                "That is **first $x$, then $y$**. Which letter stands nearest to $g$? That one "
                "comes first.",
            ),
        ),
        (
            4,
            "average",
            (
                "取平均没有道理：两个次序是两个数，题目只问其中一个。",
                "There is no reason to average: the two orders give two numbers, and only one is "
                "asked for.",
            ),
        ),
        (
            15,
            "product",
            (
                "$\\partial^2$ 不是把两个偏导数相乘，是求完一次，再求一次。",
                "$\\partial^2$ does not multiply two derivatives; it takes one, and then another "
                "of the result.",
            ),
        ),
        (
            0,
            "value",
            (
                "在原点，两个**一阶**偏导数都是 0。问的是它们再变得多快。",
                "At the origin both **first** partial derivatives are 0. Asked for is how fast "
                "they change.",
            ),
        ),
    ],
    hints=[
        (
            "分母从右往左读：先对 $y$，再对 $x$。",
            "Read the denominator from right to left: first by $y$, then by $x$.",
        ),
        (
            "先对 $y$：沿 $x$ 轴，它是 $5x$。再对 $x$ 求导。",
            "First by $y$: along the $x$-axis that is $5x$. Now differentiate by $x$.",
        ),
    ],
    solution=(
        "先对 $y$：$\\dfrac{\\partial g}{\\partial y}(x,0)=5x$。\n"
        "再对 $x$，在 $x=0$ 处：$\\dfrac{d}{dx}5x=5$。\n"
        "另一个次序给 3。两个不相等，所以混合偏导数在原点不会都连续。"
        "这样的 $g$ 真有：$4xy$ 加上皮亚诺的函数。",
        "First by $y$: $\\dfrac{\\partial g}{\\partial y}(x,0)=5x$.\n"
        "Then by $x$, at $x=0$: $\\dfrac{d}{dx}5x=5$.\n"
        "The other order gives 3. They differ, so the two cannot both be continuous at the origin."
        " There is such a $g$: $4xy$ plus Peano's function.",
    ),
    praise=(
        "先 $y$ 后 $x$。另一个次序是 3：这样的 $g$ 就是 $4xy$ 加皮亚诺的函数。",
        "First $y$, then $x$. The other order gives 3: such a $g$ is $4xy$ plus Peano's function.",
    ),
)

TABLE = Exercise(
    title=("一张表，三个数", "A table of three numbers"),
    level=2,
    key=[4, 2, 12],
    mistakes=[
        (
            [4, 0, 12],
            "mixed_forgotten",
            (
                "头尾两个都对。中间那个呢？$f_x=2xy$ 里有 $y$，再对 $y$ 求，不是 0。",
                "The first and the last are right. And the mixed one? There is a $y$ in $f_x=2xy$, "
                "so by $y$ it does not give 0.",
            ),
        ),
        (
            [4, 13, 12],
            "first_derivative",
            (
                "头尾两个都对。13 是**一阶**的 $f_y$；混合的要再求一次。",
                "The first and the last are right. 13 is the **first** derivative $f_y$; the mixed "
                "one takes another.",
            ),
        ),
        (
            [12, 2, 4],
            "diagonal_swapped",
            (
                "三个数都求对了，次序错了。$a$ 是对 $x$ 求两次。",
                "All three numbers are right, but misplaced. $a$ is twice by $x$.",
            ),
        ),
        (
            [2, 4, 6],
            "wrong_point",
            (
                "公式对了，代点时把 $x$ 和 $y$ 调了包：这一点是 $x=1$，$y=2$。",
                "The formulas are right, but $x$ and $y$ were swapped: the point is $x=1$, $y=2$.",
            ),
        ),
    ],
    hints=[
        (
            "先写出 $f_x=2xy$ 和 $f_y=x^2+3y^2$，再各求一次。",
            "First $f_x=2xy$ and $f_y=x^2+3y^2$; then differentiate each again.",
        ),
        (
            "$H=\\begin{bmatrix}2y&2x\\\\2x&6y\\end{bmatrix}$，代入 $x=1$，$y=2$。",
            "$H=\\begin{bmatrix}2y&2x\\\\2x&6y\\end{bmatrix}$; put in $x=1$, $y=2$.",
        ),
    ],
    solution=(
        "一阶：$f_x=2xy$，$f_y=x^2+3y^2$。\n"
        "二阶：$\\dfrac{\\partial^2f}{\\partial x^2}=2y$，"
        "$\\dfrac{\\partial^2f}{\\partial x\\,\\partial y}=2x$，"
        "$\\dfrac{\\partial^2f}{\\partial y^2}=6y$。\n"
        "在 $(1,2)$：`[4, 2, 12]`。",
        "First: $f_x=2xy$, $f_y=x^2+3y^2$.\n"
        "Second: $\\dfrac{\\partial^2f}{\\partial x^2}=2y$, "
        "$\\dfrac{\\partial^2f}{\\partial x\\,\\partial y}=2x$, "
        "$\\dfrac{\\partial^2f}{\\partial y^2}=6y$.\n"
        "At $(1,2)$: `[4, 2, 12]`.",
    ),
    praise=(
        "混合的只要求一次，另一个次序相等。不过 $(1,2)$ 不是驻点，还谈不上碗还是鞍。",
        "One mixed derivative is enough, the other order is equal. But $(1,2)$ is not stationary: "
        "neither bowl nor saddle.",
    ),
)

BOTH_AXES = Exercise(
    title=("先猜：两条轴都是碗", "Guess first: a bowl along both axes"),
    level=2,
    key="C",
    mistakes=[
        (
            "A",
            "axes_only",
            (
                "$a$ 和 $c$ 只说两条坐标轴。斜着走走看：$f(2,-1)$ 是多少？",
                "$a$ and $c$ tell of the two axes only. Walk aslant: what is $f(2,-1)$?",
            ),
        ),
        (
            "B",
            "mixed_ignored",
            (
                "在原点它是 0，不错；$x^2$ 和 $3y^2$ 在原点也是 0。离开原点一点呢？",
                "At the origin it is 0, true; so are $x^2$ and $3y^2$. And a little away from it?",
            ),
        ),
        (
            "D",
            "arithmetic",
            (
                "行列式是该看的东西。再算一遍：$a=2$，$c=6$，$b$ 是多少？",
                "The determinant is what to look at. Once more: $a=2$, $c=6$, and what is $b$?",
            ),
        ),
    ],
    hints=[
        (
            "求二阶偏导数：$a=2$，$c=6$。$b$ 是 $4xy$ 对 $x$、对 $y$ 各求一次。",
            "The second derivatives: $a=2$, $c=6$; for $b$ take $4xy$ once by $x$ and once by $y$.",
        ),
        (
            "$b=4$。$ac-b^2=12-16$，是正是负？",
            "$b=4$. Is $ac-b^2=12-16$ positive or negative?",
        ),
    ],
    solution=(
        "$a=2$，$b=4$，$c=6$。\n"
        "$ac-b^2=12-16=-4<0$：两个特征值一正一负，是鞍点。选 C。\n"
        "比如 $f(2,-1)=4-8+3=-1$，比 $f(0,0)=0$ 低。",
        "$a=2$, $b=4$, $c=6$.\n"
        "$ac-b^2=12-16=-4<0$: eigenvalues of both signs, a saddle. So C.\n"
        "Indeed $f(2,-1)=4-8+3=-1$ is below $f(0,0)=0$.",
    ),
    praise=(
        "比如 $f(2,-1)=-1$，斜着走就掉下去了。",
        "Indeed $f(2,-1)=-1$: walk aslant and you go down.",
    ),
)

EIGENVALUES = Exercise(
    title=("两个特征值", "Two eigenvalues"),
    level=2,
    key={-3, 2},
    mistakes=[
        (
            {1, -2},
            "diagonal",
            (
                "这是对角线上的两个数。只有 $b=0$ 时它们才是特征值。",
                "These are the numbers on the diagonal; they are eigenvalues only where $b=0$.",
            ),
        ),
        (
            {3, -2},
            "sign_of_trace",
            (
                "乘积对了，和的符号反了：两个根加起来该是迹，$1+(-2)$。",
                "The product is right, the sum has the wrong sign: the roots add up to the trace, "
                "$1+(-2)$.",
            ),
        ),
        (
            {-2, 1, 2},
            "entries",
            (
                "这是表里的三个数。特征值要从 $\\lambda^2-T\\lambda+\\Delta=0$ 解出来。",
                "These are the entries. Eigenvalues come out of $\\lambda^2-T\\lambda+\\Delta=0$.",
            ),
        ),
        (
            {-1, -6},
            "trace_and_determinant",
            (
                "迹和行列式都算对了，还差一步：哪两个数加起来是迹，乘起来是行列式？",
                "Trace and determinant are right; one step is left: which two numbers add up to "
                "the one and multiply to the other?",
            ),
        ),
    ],
    hints=[
        (
            "先算迹 $T=a+c$ 和行列式 $\\Delta=ac-b^2$。",
            "First the trace $T=a+c$ and the determinant $\\Delta=ac-b^2$.",
        ),
        (
            "$T=-1$，$\\Delta=-6$。解 $\\lambda^2+\\lambda-6=0$。",
            "$T=-1$, $\\Delta=-6$. Solve $\\lambda^2+\\lambda-6=0$.",
        ),
    ],
    solution=(
        "$T=1-2=-1$，$\\Delta=1\\cdot(-2)-2^2=-6$。\n"
        "$\\lambda^2+\\lambda-6=(\\lambda+3)(\\lambda-2)=0$。\n"
        "所以特征值是 $-3$ 和 2，一正一负：要是驻点，就是鞍点。",
        "$T=1-2=-1$, $\\Delta=1\\cdot(-2)-2^2=-6$.\n"
        "$\\lambda^2+\\lambda-6=(\\lambda+3)(\\lambda-2)=0$.\n"
        "So $-3$ and 2, of both signs: a stationary point would be a saddle.",
    ),
    praise=(
        "加起来 $-1$，乘起来 $-6$，都对得上。一正一负，是鞍。",
        "Their sum is $-1$ and their product $-6$, as it should be. Both signs: a saddle.",
    ),
)

CLASSIFY = Exercise(
    title=("给驻点分类", "What kind of stationary point?"),
    level=3,
    key={(0, 0): "saddle", (1, 1): "min", (-1, -1): "min"},
    mistakes=[
        (
            {(0, 0): "saddle", (1, 1): "min"},
            "lost_root",
            (
                "这两个都对，还少一个。$x^9=x$ 有几个实数根？",
                "Both are right, and one is missing. How many real roots has $x^9=x$?",
            ),
        ),
        (
            {(0, 0): "min", (1, 1): "min", (-1, -1): "min"},
            "all_minima",
            (
                "三个点都找到了。$(0,0)$ 处 $a=c=0$，可是 $b$ 不是：行列式是什么符号？",
                "All three points are found. At $(0,0)$ $a=c=0$ but $b$ is not: what sign has the "
                "determinant?",
            ),
        ),
        (
            {(0, 0): "max", (1, 1): "min", (-1, -1): "min"},
            "hill_between",
            (
                "三个点都找到了。两个谷之间不一定是山顶，也可以是山口：沿 $(t,-t)$ 看看 $f$。",
                "All three points are found. Between two valleys there need not be a top: look at "
                "$f$ along $(t,-t)$.",
            ),
        ),
        (
            {(1, 1): "min", (-1, -1): "min"},
            "origin_lost",
            (
                "这两个都对。解方程时是不是除以了 $x$？$x=0$ 也是一个解。",
                "Both are right. Did you divide by $x$ on the way? $x=0$ is a solution too.",
            ),
        ),
    ],
    hints=[
        (
            "$f_x=4x^3-4y$，$f_y=4y^3-4x$。由第一个得 $y=x^3$，代进第二个。",
            "$f_x=4x^3-4y$, $f_y=4y^3-4x$. The first gives $y=x^3$; put it into the second.",
        ),
        (
            "$x^9=x$，也就是 $x=0$，$1$，$-1$。海森矩阵是 "
            "$\\begin{bmatrix}12x^2&-4\\\\-4&12y^2\\end{bmatrix}$，三个点各算一次行列式和迹。",
            "$x^9=x$, that is $x=0$, $1$, $-1$. The Hessian is "
            "$\\begin{bmatrix}12x^2&-4\\\\-4&12y^2\\end{bmatrix}$; take determinant and trace at "
            "each.",
        ),
    ],
    solution=(
        "$4x^3-4y=0$ 给 $y=x^3$，代进 $4y^3-4x=0$：$x^9=x$，$x=0,1,-1$。\n"
        "驻点：$(0,0)$、$(1,1)$、$(-1,-1)$。\n"
        "$(0,0)$：$\\Delta=0-16<0$，鞍点。\n"
        "$(1,1)$ 和 $(-1,-1)$：$\\Delta=144-16>0$，$T=24>0$，极小值。",
        "$4x^3-4y=0$ gives $y=x^3$; in $4y^3-4x=0$: $x^9=x$, so $x=0,1,-1$.\n"
        "Stationary: $(0,0)$, $(1,1)$, $(-1,-1)$.\n"
        "$(0,0)$: $\\Delta=0-16<0$, a saddle.\n"
        "$(1,1)$ and $(-1,-1)$: $\\Delta=144-16>0$, $T=24>0$, minima.",
    ),
    praise=(
        "两个谷，中间隔着一个山口。翻过山口最低的那一点，正是鞍点。",
        "Two valleys with a pass between them; the pass is the saddle.",
    ),
)


def _best_line(x, y):
    slope = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x)
    return np.array([slope, np.mean(y) - slope * np.mean(x)])


def _through_origin(x, y):
    return np.sum(x * y) / np.sum(x * x)


BEST_LINE = Exercise(
    title=("最好的直线", "The best line"),
    level=3,
    key=_best_line,
    domain={"x": (-3, 3), "y": (0.5, 3)},
    shapes={"x": (3,), "y": (3,)},
    mistakes=[
        (
            lambda x, y: [_through_origin(x, y), 0],
            "one_knob",
            (
                "这是 $b=0$ 时最好的 $w$，第 3 章的答案。现在 $b$ 也在动，"
                "两个偏导数要**同时**是 0。",
                "That is the best $w$ for $b=0$, the answer of chapter 3. Now $b$ moves as well: "
                "both partial derivatives are 0 **at once**.",
            ),
        ),
        (
            lambda x, y: [
                _through_origin(x, y),
                np.mean(y) - _through_origin(x, y) * np.mean(x),
            ],
            "one_after_the_other",
            (
                "先拧 $w$，再拧 $b$，只走了一轮。拧了 $b$ 以后，原来的 $w$ 还算数吗？",
                "First $w$, then $b$: one round only. Does that $w$ still hold once $b$ has moved?",
            ),
        ),
        (
            lambda x, y: _best_line(x, y)[::-1],
            "swapped",
            (
                "两个数都对，次序反了：先 $w$，后 $b$。",
                "Both numbers are right, in the wrong order: first $w$, then $b$.",
            ),
        ),
        (
            lambda x, y: [_best_line(x, y)[0], np.mean(y)],
            "intercept",
            (
                "$w$ 对了。$\\partial L/\\partial b=0$ 说的是：直线过平均点 $(\\bar x,\\bar y)$。",
                "$w$ is right. $\\partial L/\\partial b=0$ says that the line passes through the "
                "means $(\\bar x,\\bar y)$.",
            ),
        ),
    ],
    hints=[
        (
            "求两个偏导数，令它们等于 0。对 $b$ 的那个更短，先用它。",
            "Take both partial derivatives and set them to 0. The one by $b$ is shorter: start "
            "with it.",
        ),
        (
            "$\\partial L/\\partial b=0$ 给出 $b=\\bar y-w\\bar x$（$\\bar x$ 是平均数）。"
            "代进 $\\sum(wx_i+b-y_i)x_i=0$。",
            "$\\partial L/\\partial b=0$ gives $b=\\bar y-w\\bar x$ ($\\bar x$ is the mean). Put "
            "it into $\\sum(wx_i+b-y_i)x_i=0$.",
        ),
        (
            "得到 $w\\sum(x_i-\\bar x)x_i=\\sum(y_i-\\bar y)x_i$。",
            "It becomes $w\\sum(x_i-\\bar x)x_i=\\sum(y_i-\\bar y)x_i$.",
        ),
    ],
    solution=(
        "$\\dfrac{\\partial L}{\\partial b}=\\dfrac23\\sum(wx_i+b-y_i)=0$，"
        "所以 $b=\\bar y-w\\bar x$。\n"
        "$\\dfrac{\\partial L}{\\partial w}=\\dfrac23\\sum(wx_i+b-y_i)x_i=0$，代入 $b$："
        "$w=\\dfrac{\\sum(y_i-\\bar y)x_i}{\\sum(x_i-\\bar x)x_i}$。\n"
        "写成 `w = np.sum((y - np.mean(y)) * x) / np.sum((x - np.mean(x)) * x)`，"
        "再 `return [w, np.mean(y) - w * np.mean(x)]`。\n"
        "海森矩阵的行列式是 $x_i$ 的方差的 4 倍，$x_i$ 不全相同时大于 0，所以是极小值。",
        "$\\dfrac{\\partial L}{\\partial b}=\\dfrac23\\sum(wx_i+b-y_i)=0$, "
        "so $b=\\bar y-w\\bar x$.\n"
        "$\\dfrac{\\partial L}{\\partial w}=\\dfrac23\\sum(wx_i+b-y_i)x_i=0$; with this $b$, "
        "$w=\\dfrac{\\sum(y_i-\\bar y)x_i}{\\sum(x_i-\\bar x)x_i}$.\n"
        "That is `w = np.sum((y - np.mean(y)) * x) / np.sum((x - np.mean(x)) * x)`, "
        "then `return [w, np.mean(y) - w * np.mean(x)]`.\n"
        "The determinant of the Hessian is 4 times the variance of the $x_i$, above 0 unless all "
        "are alike: a minimum.",
    ),
    praise=(
        "本章的三个点给出 $w=3/2$，$b=1/3$。两个方程一起解，一步就到，不用轮流拧。",
        "For this chapter's three points: $w=3/2$, $b=1/3$. Solved together, there is no need to "
        "take turns.",
    ),
)

EXERCISES = [
    WARM_UP,
    READ_THE_CONTOURS,
    FIVE_LETTERS,
    ALL_THREE,
    LOGARITHM,
    ORDER,
    TABLE,
    BOTH_AXES,
    EIGENVALUES,
    CLASSIFY,
    BEST_LINE,
]
