"""Exercises of chapter 2, the differentiation rules."""

import numpy as np

from d2l_calc.grader import Exercise


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


POLYNOMIAL = Exercise(
    title=("一个多项式", "A polynomial"),
    level=1,
    key=lambda x: 12 * x**3 - 2,
    domain={"x": (-2, 2)},
    derivative_of=lambda x: 3 * x**4 - 2 * x + 7,
    formula=True,
    mistakes=[
        (
            "12*x**4 - 2*x",
            "power_not_lowered",
            (
                "指数搬下来做系数，这一步对了。搬走以后，指数自己还要减 1。",
                "The power came down as a factor, that is right. Then the power itself goes "
                "down by 1.",
            ),
        ),
        (
            "3*x**3 - 2",
            "factor_forgotten",
            (
                "指数减了 1，对。可它还要搬下来做系数：4 去哪儿了？",
                "The power went down by 1, right. It also comes down as a factor: where is the 4?",
            ),
        ),
        (
            "12*x**3 - 2 + 7",
            "constant_kept",
            (
                "前两项都对了。最后的 7 是常数，它的坡有多陡？",
                "The first two terms are right. The 7 is a constant: how steep is it?",
            ),
        ),
        (
            "12*x**3 - 2*x",
            "linear_term",
            (
                "第一项对了。$-2x$ 是一条直线，它的斜率里还有 $x$ 吗？",
                "The first term is right. $-2x$ is a straight line; is there an $x$ in its slope?",
            ),
        ),
    ],
    hints=[
        (
            "逐项来：$3x^4$、$-2x$、$7$，各求各的，再加起来。",
            "Term by term: $3x^4$, $-2x$ and $7$, each by itself, then add.",
        ),
        (
            "$Dx^4=4x^3$，$Dx=1$，$D7=0$。前面的常数照抄。",
            "$Dx^4=4x^3$, $Dx=1$, $D7=0$. Constant factors stay.",
        ),
    ],
    solution=(
        "$D3x^4=3\\cdot4x^3=12x^3$（常数倍、幂）。\n"
        "$D(-2x)=-2$。\n"
        "$D7=0$（常数）。\n"
        "加起来：$12x^3-2$。",
        "$D3x^4=3\\cdot4x^3=12x^3$ (constant multiple, power).\n"
        "$D(-2x)=-2$.\n"
        "$D7=0$ (constant).\n"
        "Together: $12x^3-2$.",
    ),
    praise=(
        "次数从 4 降到 3，常数项不见了。",
        "The degree went from 4 to 3, and the constant is gone.",
    ),
)

CORNER = Exercise(
    title=("先猜：盒子的角", "Guess first: the corner of the box"),
    level=1,
    key="C",
    mistakes=[
        (
            "A",
            "one_side_only",
            (
                "三块**板**是这样缩小的：只有厚度在变小。角呢，有几个方向在变小？",
                "That is how the three **slabs** shrink: only their thickness does. In how many "
                "directions does the corner shrink?",
            ),
        ),
        (
            "B",
            "two_sides_only",
            (
                "长方形的角是这样，盒子的三根**条**也是这样。可盒子的角，长、宽、高都在变小。",
                "That is the corner of a rectangle, and the three **bars** of the box. The corner "
                "of the box shrinks in all three directions.",
            ),
        ),
        (
            "D",
            "not_smaller",
            (
                "角的三条边是 $\\Delta u$、$\\Delta v$、$\\Delta w$。"
                "$\\Delta x$ 变小，它们会不变吗？",
                "The edges of the corner are $\\Delta u$, $\\Delta v$ and $\\Delta w$. Do they "
                "stay the same when $\\Delta x$ shrinks?",
            ),
        ),
    ],
    hints=[
        (
            "角的体积是 $\\Delta u\\cdot\\Delta v\\cdot\\Delta w$。"
            "先问：$\\Delta u$ 自己大约缩小到几分之几？",
            "The corner has volume $\\Delta u\\cdot\\Delta v\\cdot\\Delta w$. First, what does "
            "$\\Delta u$ alone shrink to?",
        ),
        (
            "$\\Delta u\\approx u'\\Delta x$，另外两条边也这样，乘起来有 $\\Delta x$ 的三次方。",
            "$\\Delta u\\approx u'\\Delta x$, and so for the other two edges; their product has "
            "$\\Delta x$ cubed.",
        ),
    ],
    solution=(
        "$\\Delta u\\approx u'\\Delta x$，$\\Delta v\\approx v'\\Delta x$，"
        "$\\Delta w\\approx w'\\Delta x$。\n"
        "角的体积 $\\approx u'v'w'(\\Delta x)^3$，$\\Delta x$ 缩小到 1/10，它缩小到 1/1000。"
        "选 C。\n"
        "板缩小到 1/10，条缩小到 1/100。都除以 $\\Delta x$，留得下来的只有三块板：\n"
        "$(uvw)'=u'vw+uv'w+uvw'$。",
        "$\\Delta u\\approx u'\\Delta x$, $\\Delta v\\approx v'\\Delta x$, "
        "$\\Delta w\\approx w'\\Delta x$.\n"
        "The corner is about $u'v'w'(\\Delta x)^3$: with $\\Delta x$ at 1/10 it is at 1/1000. C.\n"
        "The slabs go to 1/10, the bars to 1/100. Divided by $\\Delta x$, only the slabs stay:\n"
        "$(uvw)'=u'vw+uv'w+uvw'$.",
    ),
    praise=(
        "除以 $\\Delta x$ 以后，留得下来的只有三块板：$(uvw)'=u'vw+uv'w+uvw'$，还是轮流求导。",
        "Divided by $\\Delta x$, only the three slabs stay: $(uvw)'=u'vw+uv'w+uvw'$, again one "
        "at a time.",
    ),
)

PRODUCT_OF_VALUES = Exercise(
    title=("只知道几个数", "A few numbers are enough"),
    level=1,
    key=22,
    mistakes=[
        (
            15,
            "product_of_derivatives",
            (
                "这是 $u'v'$，两个导数乘起来：那正好是长方形消失的那个**角**。留下来的是哪两块？",
                "That is $u'v'$, the two derivatives multiplied: the very **corner** that "
                "vanishes. Which two parts stay?",
            ),
        ),
        (
            26,
            "wrong_partners",
            (
                "两项相加，对了。不过每一项里，一个函数求导时，站着不动的应该是**另一个**。",
                "A sum of two, right. But in each of them, while one function is differentiated, "
                "it is the **other** that stands still.",
            ),
        ),
        (
            8,
            "sum_of_derivatives",
            (
                "$u'+v'$ 是**和**的导数。这里是乘积。",
                "$u'+v'$ is the derivative of a **sum**. This is a product.",
            ),
        ),
        (
            12,
            "one_strip",
            (
                "这是 $u'v$，右边的那一条。上边的那一条呢？",
                "That is $u'v$, the strip on the right. And the one on top?",
            ),
        ),
        (
            10,
            "one_strip",
            (
                "这是 $uv'$，上边的那一条。右边的那一条呢？",
                "That is $uv'$, the strip on top. And the one on the right?",
            ),
        ),
        (
            2,
            "quotient_sign",
            (
                "两项都算对了，可中间是减号：那是商的法则里的分子。",
                "Both terms are right, but with a minus between them: that is from the quotient "
                "rule.",
            ),
        ),
    ],
    hints=[
        (
            "$(uv)'=u'v+uv'$，每一个字母都在 $x=1$ 处取值。",
            "$(uv)'=u'v+uv'$, with every letter taken at $x=1$.",
        ),
        (
            "$u'v=3\\cdot4$。还有一项：$u$ 不动，$v$ 求导。",
            "$u'v=3\\cdot4$. One more term: $u$ stays, $v$ is differentiated.",
        ),
    ],
    solution=(
        "乘积法则：$(uv)'(1)=u'(1)\\,v(1)+u(1)\\,v'(1)$。\n代入：$3\\cdot4+2\\cdot5=12+10=22$。",
        "The product rule: $(uv)'(1)=u'(1)\\,v(1)+u(1)\\,v'(1)$.\n"
        "That is $3\\cdot4+2\\cdot5=12+10=22$.",
    ),
    praise=(
        "不知道 $u$ 和 $v$ 的公式也行，四个数就够了。",
        "No formula for $u$ or $v$ was needed; four numbers are enough.",
    ),
)

CONSTANT_FACTOR = Exercise(
    title=("常数倍也是乘积", "A constant factor is a product too"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "product_of_derivatives",
            (
                "$c'u'$ 等于 0，可 $3x$ 的斜率是 3。乘积的导数不是导数的乘积。",
                "$c'u'$ is 0, yet the slope of $3x$ is 3. The derivative of a product is not the "
                "product of the derivatives.",
            ),
        ),
        (
            "C",
            "derivative_of_a_constant",
            (
                "$c$ 不随 $x$ 变。它的导数是 1，还是别的数？",
                "$c$ does not change with $x$. Is its derivative 1, or another number?",
            ),
        ),
        (
            "D",
            "constant_is_a_function",
            (
                "常数也是函数：不管 $x$ 是几，它都交回同一个数。乘积法则对它照样成立。",
                "A constant is a function as well: whatever $x$ is, it gives the same number. The "
                "product rule holds for it too.",
            ),
        ),
    ],
    hints=[
        (
            "把 $c$ 当作函数 $u$，照着乘积法则写出两项。",
            "Take $c$ for one of the two functions, and write down both terms of the rule.",
        ),
        (
            "$(cu)'=c'u+cu'$。$c'$ 等于几？",
            "$(cu)'=c'u+cu'$. How much is $c'$?",
        ),
    ],
    solution=(
        "乘积法则：$(cu)'=c'u+cu'$。\n"
        "$c$ 是常数，$c'=0$，第一项消失。\n"
        "剩下 $cu'$，正是常数倍法则。选 B。",
        "The product rule: $(cu)'=c'u+cu'$.\n"
        "$c$ is a constant, so $c'=0$ and the first term goes.\n"
        "What is left, $cu'$, is the constant multiple rule. B.",
    ),
    praise=(
        "法则之间互相对得上：常数倍法则是乘积法则的特例。",
        "The rules agree: the constant multiple rule is a case of the product rule.",
    ),
)

ORDER = Exercise(
    title=("谁先谁后", "Which comes first?"),
    level=1,
    key=37,
    mistakes=[
        (
            15,
            "order",
            (
                "你先用了 $f$，再用 $g$，算的是 $g(f(2))$。$f(g(2))$ 里，哪个在里面？",
                "You applied $f$ first: that is $g(f(2))$. In $f(g(2))$, which is inside?",
            ),
        ),
        (
            30,
            "product_for_composition",
            (
                "这是 $f(2)$ 乘 $g(2)$。复合不是相乘：$g$ 的**输出**要交给 $f$ 当输入。",
                "That is $f(2)$ times $g(2)$. A composition is no product: what comes **out** of "
                "$g$ goes into $f$.",
            ),
        ),
        (
            6,
            "inner_only",
            (
                "$g(2)=6$ 算对了，路走了一半：再把 6 交给 $f$。",
                "$g(2)=6$ is right and half of the way: now hand the 6 to $f$.",
            ),
        ),
        (
            5,
            "outer_only",
            (
                "5 是 $f(2)$。可 $f$ 拿到的不是 2，是 $g(2)$。",
                "5 is $f(2)$. But $f$ does not get 2; it gets $g(2)$.",
            ),
        ),
    ],
    hints=[
        ("从最里面的括号算起。", "Begin with the innermost brackets."),
        ("$g(2)=3\\cdot2=6$，再算 $f(6)$。", "$g(2)=3\\cdot2=6$; now $f(6)$."),
    ],
    solution=(
        "先内层：$g(2)=3\\cdot2=6$。\n再外层：$f(6)=6^2+1=37$。",
        "Inner first: $g(2)=3\\cdot2=6$.\nThen the outer: $f(6)=6^2+1=37$.",
    ),
    praise=(
        "换个次序是 $g(f(2))=15$，完全不同。",
        "The other order gives $g(f(2))=15$, quite another number.",
    ),
)

LOG_PRODUCT = Exercise(
    title=("轮流求导", "One at a time"),
    level=2,
    key=lambda x: 2 * x * np.log(x) + x,
    domain={"x": (0.2, 4)},
    derivative_of=lambda x: x**2 * np.log(x),
    formula=True,
    mistakes=[
        (
            "2",
            "product_of_derivatives",
            (
                "$2x$ 和 $1/x$ 都求对了。可是乘积的导数不是导数的乘积：一个求导时，另一个站着。",
                "$2x$ and $1/x$ are both right. But the derivative of a product is not the "
                "product of the derivatives: while one is differentiated, the other stands still.",
            ),
        ),
        (
            "2*x + 1/x",
            "sum_of_derivatives",
            (
                "两个导数都对，可你把它们直接加了起来。每一项里还缺一个站着不动的搭档。",
                "Both derivatives are right, but you added them as they are. Each term still "
                "lacks its partner.",
            ),
        ),
        (
            "2*x*log(x)",
            "one_strip",
            (
                "$u'v$ 这一项对了。轮到 $\\ln x$ 求导时，是什么？",
                "The term $u'v$ is right. What comes when it is $\\ln x$'s turn?",
            ),
        ),
        (
            "x",
            "one_strip",
            (
                "$uv'$ 这一项对了。轮到 $x^2$ 求导时，是什么？",
                "The term $uv'$ is right. What comes when it is the turn of $x^2$?",
            ),
        ),
        (
            "2*x*log(x) - x",
            "quotient_sign",
            (
                "两项都对，中间的符号呢？乘积法则里是加号。",
                "Both terms are right. And the sign between them? The product rule has a plus.",
            ),
        ),
    ],
    hints=[
        (
            "$u=x^2$，$v=\\ln x$。先写下 $u'$ 和 $v'$。",
            "$u=x^2$ and $v=\\ln x$. First write down $u'$ and $v'$.",
        ),
        (
            "$u'v=2x\\ln x$。另一项是 $x^2\\cdot\\frac1x$，化简它。",
            "$u'v=2x\\ln x$. The other term is $x^2\\cdot\\frac1x$; simplify it.",
        ),
    ],
    solution=(
        "$u=x^2$，$u'=2x$；$v=\\ln x$，$v'=1/x$。\n"
        "乘积法则：$u'v+uv'=2x\\ln x+x^2\\cdot\\frac1x$。\n"
        "化简：$2x\\ln x+x$。",
        "$u=x^2$, $u'=2x$; $v=\\ln x$, $v'=1/x$.\n"
        "The product rule: $u'v+uv'=2x\\ln x+x^2\\cdot\\frac1x$.\n"
        "Simplified: $2x\\ln x+x$.",
    ),
    praise=("两块积木，轮流求导，再加起来。", "Two blocks, one at a time, then added."),
)

QUOTIENT = Exercise(
    title=("一个商", "A quotient"),
    level=2,
    key=lambda x: (2 - 2 * x - 2 * x**2) / (x**2 + 1) ** 2,
    domain={"x": (-3, 3)},
    derivative_of=lambda x: (2 * x + 1) / (x**2 + 1),
    formula=True,
    mistakes=[
        (
            "((2*x + 1)*2*x - 2*(x**2 + 1)) / (x**2 + 1)**2",
            "upside_down",
            (
                "每一块都对，分子里的先后反了：上面变大，商变大，所以先写上面那个的导数。",
                "Every part is right, but the two terms on top have changed places: a growing "
                "numerator makes the quotient grow, so its derivative comes first.",
            ),
        ),
        (
            "2 / (2*x)",
            "quotient_of_derivatives",
            (
                "你用上面的导数除以下面的导数。和乘积一样，商的导数不是导数的商。",
                "You divided the derivative above by the one below. As with products, the "
                "derivative of a quotient is not the quotient of the derivatives.",
            ),
        ),
        (
            "(2*(x**2 + 1) - (2*x + 1)*2*x) / (x**2 + 1)",
            "square_forgotten",
            (
                "分子完全正确。再看分母：商的法则里，下面要平方。",
                "The top is exactly right. Look at the bottom: the quotient rule squares it.",
            ),
        ),
        (
            "(2*(x**2 + 1) + (2*x + 1)*2*x) / (x**2 + 1)**2",
            "product_sign",
            (
                "差一个符号：下面变大，商变小，所以中间是减号。",
                "One sign is off: a growing denominator makes the quotient smaller, so there is "
                "a minus.",
            ),
        ),
        (
            "2*(x**2 + 1) - (2*x + 1)*2*x",
            "denominator_forgotten",
            (
                "分子完全正确。别忘了除以分母的平方。",
                "The top is exactly right. It still has to be divided by the square of the bottom.",
            ),
        ),
    ],
    hints=[
        (
            "上面 $u=2x+1$，下面 $v=x^2+1$，所以 $u'=2$，$v'=2x$。",
            "$u=2x+1$, $v=x^2+1$, $u'=2$, $v'=2x$.",
        ),
        (
            "分子是 $u'v-uv'=2(x^2+1)-(2x+1)\\cdot2x$，分母是 $v^2$。",
            "On top $u'v-uv'=2(x^2+1)-(2x+1)\\cdot2x$, below $v^2$.",
        ),
    ],
    solution=(
        "$u=2x+1$，$u'=2$；$v=x^2+1$，$v'=2x$。\n"
        "分子：$u'v-uv'=2(x^2+1)-2x(2x+1)=2-2x-2x^2$。\n"
        "导数：$(2-2x-2x^2)/(x^2+1)^2$。",
        "$u=2x+1$, $u'=2$; $v=x^2+1$, $v'=2x$.\n"
        "On top: $u'v-uv'=2(x^2+1)-2x(2x+1)=2-2x-2x^2$.\n"
        "The derivative: $(2-2x-2x^2)/(x^2+1)^2$.",
    ),
    praise=("先上后下，中间减号，底下平方。", "Top first, a minus, and the bottom squared."),
)

CHAIN_OF_VALUES = Exercise(
    title=("代在哪里", "At which place?"),
    level=2,
    key=21,
    mistakes=[
        (
            15,
            "wrong_place",
            (
                "两个导数相乘，对了。可 $f$ 看见的不是 $x=1$，而是 $g(1)$：$f'$ 该代在哪里？",
                "Two derivatives multiplied, right. But $f$ does not see $x=1$; it sees $g(1)$. "
                "Where is $f'$ to be taken?",
            ),
        ),
        (
            7,
            "missing_inner",
            (
                "外层对了：$f'(g(1))=7$。里面的 $g$ 自己也在变，它变得多快？",
                "The outside is right: $f'(g(1))=7$. The inside changes too: how fast?",
            ),
        ),
        (
            11,
            "derivative_inside",
            (
                "你算的是 $f'(g'(1))$。$f'$ 里面放的是 $g$ 的**值**；$g$ 的导数乘在外面。",
                "That is $f'(g'(1))$. Into $f'$ goes the **value** of $g$; the derivative of $g$ "
                "is a factor outside.",
            ),
        ),
        (
            33,
            "derivative_inside",
            (
                "内层的导数 3 乘上了，很好。可 $f'$ 里面放的该是 $g(1)$，不是 $g'(1)$。",
                "The factor 3 from the inside is right. But into $f'$ goes $g(1)$, not $g'(1)$.",
            ),
        ),
        (
            3,
            "inner_only",
            (
                "内层变快 3 倍，对了。接下来外层还要再变一次。",
                "The inside stretches by 3, right. Then the outside stretches once more.",
            ),
        ),
        (
            10,
            "sum_for_product",
            (
                "7 和 3 都找对了。两个倍数一个接一个，是相加还是相乘？",
                "7 and 3 are right. Two factors, one after the other: added or multiplied?",
            ),
        ),
    ],
    hints=[
        (
            "$(f\\circ g)'(1)=f'(g(1))\\cdot g'(1)$。先看 $g(1)$ 是几。",
            "$(f\\circ g)'(1)=f'(g(1))\\cdot g'(1)$. First, what is $g(1)$?",
        ),
        (
            "$g(1)=2$，所以要用表里的 $f'(2)$。",
            "$g(1)=2$, so it takes $f'(2)$ from the table.",
        ),
    ],
    solution=(
        "$g(1)=2$：外层的导数代在 2 处，$f'(2)=7$。\n"
        "内层的导数：$g'(1)=3$。\n"
        "相乘：$7\\cdot3=21$。",
        "$g(1)=2$: the outer derivative is taken at 2, $f'(2)=7$.\n"
        "The inner derivative: $g'(1)=3$.\n"
        "Multiplied: $7\\cdot3=21$.",
    ),
    praise=(
        "外层的导数代在 $g(1)=2$ 处，再乘上内层的 3。",
        "The outer derivative at $g(1)=2$, times 3 from the inside.",
    ),
)

GAUSSIAN = Exercise(
    title=("钟形曲线", "The bell curve"),
    level=2,
    key=lambda x: -x * np.exp(-(x**2) / 2),
    domain={"x": (-2.5, 2.5)},
    derivative_of=lambda x: np.exp(-(x**2) / 2),
    formula=True,
    mistakes=[
        (
            "exp(-x)",
            "derivative_inside",
            (
                "内层的导数 $-x$ 求对了，不过它应该**乘在外面**；指数上还是原来的 $-x^2/2$。",
                "The inner derivative $-x$ is right, but it belongs **outside** as a factor; the "
                "exponent stays $-x^2/2$.",
            ),
        ),
        (
            "-x**2/2 * exp(-x**2/2 - 1)",
            "power_rule",
            (
                "这是幂的法则。可这里变的是**指数**，底 $e$ 没有变：用 $e^g$ 的法则。",
                "That is the power rule. Here it is the **exponent** that changes while $e$ stays: "
                "use the rule for $e^g$.",
            ),
        ),
        (
            "-2*x*exp(-x**2/2)",
            "half_forgotten",
            (
                "样子完全对。内层是 $-x^2/2$，那个 $1/2$ 和求导掉下来的 2 怎么样了？",
                "The shape is right. The inside is $-x^2/2$: what becomes of the $1/2$ and the 2 "
                "that comes down?",
            ),
        ),
        (
            "-x",
            "inner_only",
            (
                "这是内层的导数，求对了。外层的导数 $e^{-x^2/2}$ 呢？",
                "That is the inner derivative, and right. And the outer one, $e^{-x^2/2}$?",
            ),
        ),
    ],
    hints=[
        (
            "外层是 $e^u$，内层是 $u=-x^2/2$。",
            "The outside is $e^u$, the inside $u=-x^2/2$.",
        ),
        (
            "$(e^g)'=g'\\,e^g$，而 $g'=-\\frac12\\cdot2x$。",
            "$(e^g)'=g'\\,e^g$, and $g'=-\\frac12\\cdot2x$.",
        ),
    ],
    solution=(
        "内层 $g=-x^2/2$，$g'=-x$。\n"
        "外层 $e^u$，导数还是 $e^u$，代在 $u=-x^2/2$ 处。\n"
        "相乘：$-x\\,e^{-x^2/2}$。",
        "Inside $g=-x^2/2$ with $g'=-x$.\n"
        "Outside $e^u$, its own derivative, taken at $u=-x^2/2$.\n"
        "Multiplied: $-x\\,e^{-x^2/2}$.",
    ),
    praise=(
        "左边上坡，右边下坡，正中间是平的：钟形曲线。",
        "Uphill on the left, downhill on the right, level in the middle: the bell curve.",
    ),
)

THREE_LAYERS = Exercise(
    title=("剥三层", "Three layers"),
    level=2,
    key=lambda x: 6 * np.sin(3 * x) * np.cos(3 * x),
    domain={"x": (-2, 2)},
    derivative_of=lambda x: np.sin(3 * x) ** 2,
    formula=True,
    mistakes=[
        (
            "2*sin(3*x)*cos(3*x)",
            "missing_inner",
            (
                "平方和 $\\sin$ 这两层都剥对了。最里面还有一层 $3x$，它也在变。",
                "The square and the sine are both right. There is one more layer inside, $3x$, "
                "and it changes too.",
            ),
        ),
        (
            "6*sin(3*x)",
            "missing_middle",
            (
                "平方和 $3x$ 都照顾到了，中间那层 $\\sin$ 的导数呢？",
                "The square and $3x$ are taken care of. And the derivative of the sine between "
                "them?",
            ),
        ),
        (
            "2*sin(3*x)",
            "outer_only",
            (
                "最外层的平方剥对了。里面还有两层，每层都要乘一个导数。",
                "The outermost layer, the square, is right. Two more are inside, each with a "
                "factor of its own.",
            ),
        ),
        (
            "2*cos(3*x)*3",
            "derivative_inside",
            (
                "外层是平方，导数是 $2\\times$ 里面**原来的**东西。你把里面换成了它的导数。",
                "The outside is a square: its derivative is 2 times what is inside, **as it is**. "
                "You put in its derivative.",
            ),
        ),
        (
            "9*cos(3*x)**2",
            "square_of_derivative",
            (
                "你先求了 $\\sin3x$ 的导数，再平方。平方是最外面的一层，要最先剥。",
                "You differentiated $\\sin3x$ and squared the result. The square is the outermost "
                "layer and comes off first.",
            ),
        ),
        (
            "-6*sin(3*x)*cos(3*x)",
            "sign",
            (
                "每一层都在，只差一个符号：$\\sin$ 的导数是 $\\cos$，不带负号。",
                "Every layer is there, only the sign is off: the derivative of $\\sin$ is $\\cos$, "
                "without a minus.",
            ),
        ),
    ],
    hints=[
        (
            "$\\sin^2(3x)$ 就是 $(\\sin(3x))^2$。从外往里：平方、$\\sin$、$3x$。",
            "$\\sin^2(3x)$ is $(\\sin(3x))^2$. From outside in: square, sine, $3x$.",
        ),
        (
            "三个倍数：$2\\sin(3x)$、$\\cos(3x)$、$3$。",
            "Three factors: $2\\sin(3x)$, $\\cos(3x)$ and $3$.",
        ),
    ],
    solution=(
        "外层是平方：$2\\sin(3x)$。\n"
        "中层是 $\\sin$：$\\cos(3x)$。\n"
        "内层是 $3x$：$3$。\n"
        "乘起来：$6\\sin(3x)\\cos(3x)$。",
        "Outside, the square: $2\\sin(3x)$.\n"
        "Between, the sine: $\\cos(3x)$.\n"
        "Inside, $3x$: $3$.\n"
        "Multiplied: $6\\sin(3x)\\cos(3x)$.",
    ),
    praise=("三层，三个倍数，一个不漏。", "Three layers, three factors, none left out."),
)

EXPONENTIAL = Exercise(
    title=("底数是 2", "To the base 2"),
    level=2,
    key=lambda x: 2 * x * np.log(2) * 2 ** (x * x),
    domain={"x": (-1, 1)},
    derivative_of=lambda x: 2 ** (x * x),
    formula=True,
    mistakes=[
        (
            "2*x * 2**(x**2)",
            "log_forgotten",
            (
                "内层的 $2x$ 对了。只有底是 $e$ 的时候，导数才和自己一样；底是 2，还差一个倍数。",
                "The $2x$ from the inside is right. Only with base $e$ does the outside repeat "
                "itself; base 2 needs one more factor.",
            ),
        ),
        (
            "log(2) * 2**(x**2)",
            "missing_inner",
            (
                "$\\ln2$ 没忘，很好。指数上是 $x^2$，不是 $x$：内层的导数呢？",
                "The $\\ln2$ is there, good. The exponent is $x^2$ and not $x$: what is the inner "
                "derivative?",
            ),
        ),
        (
            "x**2 * 2**(x**2 - 1)",
            "power_rule",
            (
                "这是幂的法则 $n\\,x^{n-1}$。可这里变的是**指数**，底 2 没有变。",
                "That is the power rule $n\\,x^{n-1}$. Here it is the **exponent** that changes, "
                "and the base 2 stays.",
            ),
        ),
        (
            "2**(x**2)",
            "value_for_slope",
            (
                "“导数就是自己”只对 $e^x$ 成立。这里底是 2，指数是 $x^2$，各带来一个倍数。",
                "Only $e^x$ is its own derivative. Base 2 and exponent $x^2$ bring a factor each.",
            ),
        ),
        (
            "2*x * 2**(x**2) / log(2)",
            "log_divided",
            (
                "$\\ln2$ 在对数的导数里才放在分母上。指数函数里，它乘在上面。",
                "It is the derivative of a logarithm that has $\\ln2$ below. For an exponential "
                "it is a factor on top.",
            ),
        ),
    ],
    hints=[
        (
            "写成 $e$ 的指数：$2^{x^2}=e^{x^2\\ln2}$。",
            "Write it with $e$: $2^{x^2}=e^{x^2\\ln2}$.",
        ),
        (
            "内层 $x^2\\ln2$ 里，$\\ln2$ 是常数，所以内层的导数是 $2x\\ln2$。",
            "In the inside $x^2\\ln2$ the $\\ln2$ is a constant, so its derivative is $2x\\ln2$.",
        ),
    ],
    solution=(
        "$2^{x^2}=e^{x^2\\ln2}$。\n"
        "内层 $x^2\\ln2$ 的导数是 $2x\\ln2$。\n"
        "所以导数是 $2x\\ln2\\cdot2^{x^2}$。",
        "$2^{x^2}=e^{x^2\\ln2}$.\n"
        "The inside $x^2\\ln2$ has the derivative $2x\\ln2$.\n"
        "So the derivative is $2x\\ln2\\cdot2^{x^2}$.",
    ),
    praise=(
        "两个倍数：$\\ln2$ 来自底，$2x$ 来自指数。",
        "Two factors: $\\ln2$ from the base, $2x$ from the exponent.",
    ),
)

SLOPE_OF_SIGMOID = Exercise(
    title=("先猜：sigmoid 最陡有多陡", "Guess first: how steep can a sigmoid be?"),
    level=2,
    key="B",
    mistakes=[
        (
            "A",
            "scale",
            (
                "你把 $\\frac14$ 除以了 10。$10x$ 把曲线横着**压窄**了，坡是更缓，还是更陡？",
                "That is $\\frac14$ divided by 10. $10x$ squeezes the curve from the **sides**: is "
                "it gentler then, or steeper?",
            ),
        ),
        (
            "C",
            "missing_outer",
            (
                "10 是内层的倍数。外层 $\\sigma$ 自己还有一个倍数，它在最陡的地方是多少？",
                "10 is the factor of the inside. The outer $\\sigma$ has a factor of its own; how "
                "large is it where it is steepest?",
            ),
        ),
        (
            "D",
            "height_for_slope",
            (
                "函数的**高度**总在 0 和 1 之间，**斜率**却没有这个限制。高和陡是两回事。",
                "It is the **height** that stays between 0 and 1; the **slope** is free. How high "
                "and how steep are two questions.",
            ),
        ),
        (
            "E",
            "missing_inner",
            (
                "$\\frac14$ 是 $\\sigma(x)$ 的最大斜率。现在里面是 $10x$，再乘上什么？",
                "$\\frac14$ is the largest slope of $\\sigma(x)$. Now $10x$ is inside: what is the "
                "other factor?",
            ),
        ),
    ],
    hints=[
        (
            "链式法则：$\\sigma'(10x)$ 再乘上内层的导数。",
            "The chain rule: $\\sigma'(10x)$ times the inner derivative.",
        ),
        (
            "$\\sigma'=\\sigma(1-\\sigma)$ 在正中间最大，那里 $\\sigma=\\frac12$。",
            "$\\sigma'=\\sigma(1-\\sigma)$ is largest in the middle, where $\\sigma=\\frac12$.",
        ),
    ],
    solution=(
        "链式法则：$D\\sigma(10x)=10\\,\\sigma(10x)(1-\\sigma(10x))$。\n"
        "$\\sigma(1-\\sigma)$ 在 $\\sigma=\\frac12$ 时最大，是 $\\frac14$，也就是在 $x=0$ 处。\n"
        "所以最陡是 $10\\cdot\\frac14=2.5$。选 B。",
        "The chain rule: $D\\sigma(10x)=10\\,\\sigma(10x)(1-\\sigma(10x))$.\n"
        "$\\sigma(1-\\sigma)$ is largest for $\\sigma=\\frac12$, namely $\\frac14$, at $x=0$.\n"
        "So the steepest is $10\\cdot\\frac14=2.5$. B.",
    ),
    praise=(
        "外层最多 $\\frac14$，内层是 10，相乘得 2.5。",
        "At most $\\frac14$ from the outside, 10 from the inside: 2.5.",
    ),
)

X_TO_THE_X = Exercise(
    title=("$x^x$ 的亲戚", "A relative of $x^x$"),
    level=3,
    key=lambda x: x ** (2 * x) * (2 * np.log(x) + 2),
    domain={"x": (0.2, 2)},
    derivative_of=lambda x: x ** (2 * x),
    formula=True,
    mistakes=[
        (
            "2*x * x**(2*x - 1)",
            "power_rule",
            (
                "幂的法则要求指数是**常数**。这里的指数 $2x$ 也在变。",
                "The power rule needs a **constant** exponent. Here the exponent $2x$ changes too.",
            ),
        ),
        (
            "2 * x**(2*x) * log(x)",
            "exponential_rule",
            (
                "指数的法则要求底是**常数**。这里的底 $x$ 也在变，所以还缺一项。",
                "The exponential rule needs a **constant** base. Here the base $x$ changes too, so "
                "one term is missing.",
            ),
        ),
        (
            "x**(2*x) * (log(x) + 1)",
            "missing_inner",
            (
                "对 $x^x$ 这就是答案。可现在指数是 $2x$：内层是 $2x\\ln x$，再求一次。",
                "For $x^x$ this is it. Here the exponent is $2x$, so the inside is $2x\\ln x$: "
                "differentiate that.",
            ),
        ),
        (
            "2*log(x) + 2",
            "inner_only",
            (
                "内层 $2x\\ln x$ 的导数求对了。外层是 $e^u$，它的导数也要乘上。",
                "The derivative of the inside $2x\\ln x$ is right. The outside is $e^u$, and its "
                "derivative is a factor too.",
            ),
        ),
        (
            "x**(2*x) * 2 / x",
            "product_of_derivatives",
            (
                "内层 $2x\\cdot\\ln x$ 是一个乘积，你把两个导数乘在了一起。轮流求导，再相加。",
                "The inside $2x\\cdot\\ln x$ is a product, and you multiplied the two derivatives. "
                "One at a time, then add.",
            ),
        ),
    ],
    hints=[
        (
            "底和指数都在变：先写成 $e^{2x\\ln x}$。",
            "Base and exponent both change: write it as $e^{2x\\ln x}$ first.",
        ),
        (
            "内层 $2x\\ln x$ 用乘积法则：$2\\ln x+2x\\cdot\\frac1x$。",
            "The product rule for the inside $2x\\ln x$: $2\\ln x+2x\\cdot\\frac1x$.",
        ),
    ],
    solution=(
        "$x^{2x}=e^{2x\\ln x}$。\n"
        "内层：$(2x\\ln x)'=2\\ln x+2x\\cdot\\frac1x=2\\ln x+2$。\n"
        "外层 $e^u$ 的导数是自己：$x^{2x}(2\\ln x+2)$。",
        "$x^{2x}=e^{2x\\ln x}$.\n"
        "Inside: $(2x\\ln x)'=2\\ln x+2x\\cdot\\frac1x=2\\ln x+2$.\n"
        "Outside $e^u$ is its own derivative: $x^{2x}(2\\ln x+2)$.",
    ),
    praise=(
        "不认识的幂，先换成 $e$ 的指数，就只剩认识的法则了。",
        "An unknown power, written with $e$, leaves only rules that you know.",
    ),
)

INVERSE = Exercise(
    title=("倒着走", "Walking back"),
    level=3,
    key=0.25,
    mistakes=[
        (
            4,
            "not_inverted",
            (
                "4 是 $f$ **过去**时的倍数，位置 $x=1$ 也找对了。**回来**的倍数是它的什么？",
                "4 is the factor on the way **there**, and at the right place, $x=1$. What is the "
                "factor on the way **back**?",
            ),
        ),
        (
            1 / 13,
            "wrong_place",
            (
                "倒数想到了，很好。可你把 $y=2$ 当成了 $x$：先找出哪个 $x$ 使 $f(x)=2$。",
                "One over it, good. But you took $y=2$ for an $x$: which $x$ has $f(x)=2$?",
            ),
        ),
        (
            13,
            "wrong_place",
            (
                "这是 $f'(2)$。我们从 $y=2$ 往回走：先找出哪个 $x$ 使 $f(x)=2$，再想想倍数。",
                "That is $f'(2)$. We walk back from $y=2$: find the $x$ with $f(x)=2$, then think "
                "about the factor.",
            ),
        ),
        (
            0.1,
            "one_over_value",
            (
                "这是 $1/f(2)$。$f^{-1}$ 上的 $-1$ 不是倒数，是“倒着走”。",
                "That is $1/f(2)$. The $-1$ in $f^{-1}$ is no reciprocal; it means walking back.",
            ),
        ),
        (
            -13 / 100,
            "reciprocal_function",
            (
                "你求的是 $1/f(x)$ 的导数。$f^{-1}$ 是反函数：给它 $y$，它说出 $x$。",
                "That is the derivative of $1/f(x)$. $f^{-1}$ is the inverse function: given $y$, "
                "it tells $x$.",
            ),
        ),
        (
            1,
            "value_for_slope",
            (
                "$f^{-1}(2)=1$，这一步对了：它是反函数在 2 处的**值**。问的是那里的**斜率**。",
                "$f^{-1}(2)=1$, right: the **value** of the inverse at 2. Asked for is its "
                "**slope** there.",
            ),
        ),
    ],
    hints=[
        (
            "$f^{-1}(2)$ 是哪个 $x$？试几个简单的数。",
            "Which $x$ is $f^{-1}(2)$? Try a few simple numbers.",
        ),
        (
            "$f(1)=2$。$f'(x)=3x^2+1$，在 $x=1$ 处取值，再取倒数。",
            "$f(1)=2$. Take $f'(x)=3x^2+1$ at $x=1$, then one over it.",
        ),
    ],
    solution=(
        "$f(1)=1+1=2$，所以 $f^{-1}(2)=1$。\n"
        "$f'(x)=3x^2+1$，$f'(1)=4$。\n"
        "$(f^{-1})'(2)=1/f'(1)=1/4$。",
        "$f(1)=1+1=2$, so $f^{-1}(2)=1$.\n"
        "$f'(x)=3x^2+1$, and $f'(1)=4$.\n"
        "$(f^{-1})'(2)=1/f'(1)=1/4$.",
    ),
    praise=(
        "我们连 $f^{-1}$ 的公式都没有写出来，就知道了它的斜率。",
        "Its slope is known, and we never wrote down a formula for $f^{-1}$.",
    ),
)

SWISH = Exercise(
    title=("swish 激活函数", "The swish activation"),
    level=3,
    key=lambda x: _sigmoid(x) + x * _sigmoid(x) * (1 - _sigmoid(x)),
    domain={"x": (-3, 3)},
    derivative_of=lambda x: x * _sigmoid(x),
    mistakes=[
        (
            lambda x: _sigmoid(x) * (1 - _sigmoid(x)),
            "product_of_derivatives",
            (
                "这是 $1\\cdot\\sigma'$，两个导数的乘积。$x\\cdot\\sigma(x)$ 是乘积，要轮流求导。",
                "That is $1\\cdot\\sigma'$, the product of the derivatives. $x\\cdot\\sigma(x)$ is "
                "a product: one at a time.",
            ),
        ),
        (
            _sigmoid,
            "one_strip",
            (
                "轮到 $x$ 求导的那一项对了。轮到 $\\sigma$ 求导时呢？",
                "The term where $x$ is differentiated is right. And when it is $\\sigma$'s turn?",
            ),
        ),
        (
            lambda x: x * _sigmoid(x) * (1 - _sigmoid(x)),
            "one_strip",
            (
                "轮到 $\\sigma$ 求导的那一项对了。轮到 $x$ 求导时呢？",
                "The term where $\\sigma$ is differentiated is right. And when it is the turn of "
                "$x$?",
            ),
        ),
        (
            lambda x: _sigmoid(x) + x * (1 - _sigmoid(x)),
            "derivative_of_sigmoid",
            (
                "两项都有了。$\\sigma'$ 不是 $1-\\sigma$，少乘了一个什么？",
                "Both terms are there. $\\sigma'$ is not $1-\\sigma$; which factor is missing?",
            ),
        ),
        (
            lambda x: 1 + _sigmoid(x) * (1 - _sigmoid(x)),
            "sum_of_derivatives",
            (
                "这是 $x+\\sigma(x)$ 的导数。这里是乘积。",
                "That is the derivative of $x+\\sigma(x)$. This is a product.",
            ),
        ),
    ],
    hints=[
        (
            "它是 $x$ 和 $\\sigma(x)$ 的乘积。$\\sigma'=\\sigma(1-\\sigma)$。",
            "It is the product of $x$ and $\\sigma(x)$. $\\sigma'=\\sigma(1-\\sigma)$.",
        ),
        (
            "$1\\cdot\\sigma(x)+x\\cdot\\sigma'(x)$。代码里先算 `s = 1 / (1 + np.exp(-x))`。",
            "$1\\cdot\\sigma(x)+x\\cdot\\sigma'(x)$. In code, first `s = 1 / (1 + np.exp(-x))`.",
        ),
    ],
    solution=(
        "乘积法则：$(x\\sigma)'=1\\cdot\\sigma+x\\,\\sigma'$。\n"
        "代入 $\\sigma'=\\sigma(1-\\sigma)$：$\\sigma+x\\,\\sigma(1-\\sigma)$。",
        "The product rule: $(x\\sigma)'=1\\cdot\\sigma+x\\,\\sigma'$.\n"
        "With $\\sigma'=\\sigma(1-\\sigma)$: $\\sigma+x\\,\\sigma(1-\\sigma)$.",
    ),
    praise=(
        "两条法则接在一起，就得到了一个真在用的激活函数的导数。",
        "Two rules joined, and there is the derivative of an activation that is really in use.",
    ),
)

NEURON = Exercise(
    title=("另一种损失", "Another loss"),
    level=3,
    key=lambda w: -2 * (1 - _sigmoid(2 * w - 1)),
    domain={"w": (-2, 2)},
    derivative_of=lambda w: -np.log(_sigmoid(2 * w - 1)),
    mistakes=[
        (
            lambda w: -1 / _sigmoid(2 * w - 1),
            "outer_only",
            (
                "最外层 $-\\ln a$ 的导数 $-1/a$ 对了。$a$ 里面还有 $\\sigma$ 和 $2w-1$ 两层。",
                "The outermost derivative, $-1/a$ for $-\\ln a$, is right. Inside $a$ there are "
                "two more layers, $\\sigma$ and $2w-1$.",
            ),
        ),
        (
            lambda w: -(1 - _sigmoid(2 * w - 1)),
            "missing_inner",
            (
                "$-\\ln a$ 和 $\\sigma$ 两层都对，还化简得很漂亮。最里面的 $2w-1$ 变得多快？",
                "$-\\ln a$ and $\\sigma$ are right, and nicely simplified. How fast does the "
                "innermost, $2w-1$, change?",
            ),
        ),
        (
            lambda w: -2 / _sigmoid(2 * w - 1),
            "missing_middle",
            (
                "最外层和最里层都对了，中间那层 $\\sigma$ 的导数呢？",
                "The outermost and the innermost are right. And the derivative of $\\sigma$ "
                "between them?",
            ),
        ),
        (
            lambda w: -2 * (1 - _sigmoid(w)),
            "wrong_place",
            (
                "三个倍数都有了。可 $\\sigma$ 要代在 $z=2w-1$ 处，不是 $w$ 处。",
                "All three factors are there. But $\\sigma$ is taken at $z=2w-1$, not at $w$.",
            ),
        ),
        (
            lambda w: 2 * (1 - _sigmoid(2 * w - 1)),
            "sign",
            (
                "大小都对，符号呢？$w$ 变大，$a$ 更接近 1，损失是升还是降？",
                "The size is right. And the sign? As $w$ grows, $a$ comes closer to 1: does the "
                "loss rise or fall?",
            ),
        ),
    ],
    hints=[
        (
            "三层：$z=2w-1$，$a=\\sigma(z)$，$L=-\\ln a$。写下三个倍数。",
            "Three layers: $z=2w-1$, $a=\\sigma(z)$, $L=-\\ln a$. Write down the three factors.",
        ),
        (
            "$-\\frac1a\\cdot a(1-a)\\cdot2$，$a$ 约掉了。",
            "$-\\frac1a\\cdot a(1-a)\\cdot2$, and the $a$ cancels.",
        ),
    ],
    solution=(
        "$dL/da=-1/a$。\n"
        "$da/dz=a(1-a)$。\n"
        "$dz/dw=2$。\n"
        "乘起来，$a$ 约掉：$-2(1-a)$，其中 $a=\\sigma(2w-1)$。",
        "$dL/da=-1/a$.\n"
        "$da/dz=a(1-a)$.\n"
        "$dz/dw=2$.\n"
        "Multiplied, the $a$ cancels: $-2(1-a)$ with $a=\\sigma(2w-1)$.",
    ),
    praise=(
        "$\\sigma'$ 里的 $a$ 被约掉了：错得越离谱（$a$ 靠近 0），坡越陡。第 8 章还会遇到它。",
        "The $a$ in $\\sigma'$ cancels: the more wrong ($a$ near 0), the steeper. Chapter 8 meets "
        "it again.",
    ),
)

EXERCISES = [
    POLYNOMIAL,
    CORNER,
    PRODUCT_OF_VALUES,
    CONSTANT_FACTOR,
    ORDER,
    LOG_PRODUCT,
    QUOTIENT,
    CHAIN_OF_VALUES,
    GAUSSIAN,
    THREE_LAYERS,
    EXPONENTIAL,
    SLOPE_OF_SIGMOID,
    X_TO_THE_X,
    INVERSE,
    SWISH,
    NEURON,
]
