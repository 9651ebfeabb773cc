"""Exercises of chapter 5, the gradient."""

import numpy as np

from d2l_calc.grader import Exercise

WHICH_ARROW = Exercise(
    title=("先猜：箭头往哪边指", "Guess first: which way does the arrow point?"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "to_the_summit",
            (
                "它的确往高处去。可是梯度看不见山顶，它只看脚下的等高线：它和那条线成什么角？",
                "It does go up. But the gradient does not see the summit, only the contour "
                "at its feet: at what angle does it stand to that line?",
            ),
        ),
        (
            "C",
            "downhill",
            (
                "它和等高线垂直，这一半对了。另一半：梯度指向高处还是低处？",
                "It is perpendicular to the contour, which is half of it. The other half: does "
                "the gradient point up or down?",
            ),
        ),
        (
            "D",
            "along_the_contour",
            (
                "沿着它走，高度不升也不降。梯度要的是升得最快的方向。",
                "Along this one the height does not change. The gradient wants the steepest rise.",
            ),
        ),
    ],
    hints=[
        (
            "看黑点脚下的那条等高线，别看山顶。",
            "Look at the contour through the black point, not at the summit.",
        ),
        (
            "梯度和等高线垂直。四支箭头里有两支和它垂直，其中一支往高处去。",
            "The gradient is perpendicular to the contour. Two of the arrows are, and one of "
            "these goes up.",
        ),
    ],
    solution=(
        "梯度和脚下的等高线垂直，B 和 C 都是这样。\n"
        "它指向高处：往山里走的是 B。\n"
        "A 直奔山顶，可是和等高线不垂直，所以不是最陡的方向。",
        "The gradient is perpendicular to the contour at its feet, as B and C are.\n"
        "It points up: of these two, B goes into the hill.\n"
        "A makes straight for the summit but is not perpendicular, so it is not the steepest way.",
    ),
    praise=(
        "垂直于等高线，指向高处。山顶在另一边，它不知道。",
        "Perpendicular to the contour and up. Where the summit is, it does not know.",
    ),
)

FIRST_GRADIENT = Exercise(
    title=("第一个梯度", "A first gradient"),
    level=1,
    key=lambda x: np.array([6 * x[0], 5 * np.exp(x[1])]),
    domain={"x": (-2, 2)},
    shapes={"x": (2,)},
    derivative_of=lambda x: 3 * x[0] ** 2 + 5 * np.exp(x[1]),
    mistakes=[
        (
            lambda x: 6 * x[0] + 5 * np.exp(x[1]),
            "scalar_for_vector",
            (
                "两个偏导数都对，可是你把它们加成了一个数。梯度是一个向量：每个旋钮一个数，"
                "各占一个位置。",
                "Both partial derivatives are right, but you added them up. A gradient is a "
                "vector: one number for each knob, each in its own place.",
            ),
        ),
        (
            lambda x: [6 * x[0] + 5 * np.exp(x[1])] * 2,
            "others_differentiated",
            (
                "对 $x_1$ 求的时候，$x_2$ 不动，带 $x_2$ 的那一项就是常数。常数的导数是多少？",
                "While $x_1$ moves, $x_2$ holds still, so its term is a constant. What is the "
                "derivative of a constant?",
            ),
        ),
        (
            lambda x: [5 * np.exp(x[1]), 6 * x[0]],
            "order",
            (
                "两个偏导数都对，位置换过来了：第一个位置放对 $x_1$ 求的。",
                "Both are right, in each other's place: the first is the one with respect to "
                "$x_1$.",
            ),
        ),
        (
            lambda x: [6 * x[0], np.exp(x[1])],
            "factor_forgotten",
            (
                "第一个分量对了。第二个：$e^{x_2}$ 前面的常数，求导时跟着走。",
                "The first component is right. The second: a constant factor stays.",
            ),
        ),
        (
            lambda x: [6 * x[0], 5 * x[1] * np.exp(x[1] - 1)],
            "power_rule_on_exponential",
            (
                "第一个分量对了。第二个你用了幂的法则，可是 $e^{x_2}$ 的变量在**指数**上。",
                "The first component is right. For the second you took the power rule, but in "
                "$e^{x_2}$ the variable is the **exponent**.",
            ),
        ),
    ],
    hints=[
        (
            "求两个偏导数：对 $x_1$ 求时 $x_2$ 不动，对 $x_2$ 求时 $x_1$ 不动。",
            "Two partial derivatives: $x_2$ holds still in the first, $x_1$ in the second.",
        ),
        (
            "$3x_1^2$ 用幂法则，$5e^{x_2}$ 是它自己。写成 `[..., ...]`，用 `np.exp`。",
            "The power rule for $3x_1^2$; $5e^{x_2}$ stays as it is. Write `[..., ...]` with "
            "`np.exp`.",
        ),
    ],
    solution=(
        "对 $x_1$ 求：$5e^{x_2}$ 是常数，$3x_1^2$ 得 $6x_1$。\n"
        "对 $x_2$ 求：$3x_1^2$ 是常数，$5e^{x_2}$ 得 $5e^{x_2}$。\n"
        "排成一列，$2\\times1$：`[6 * x[0], 5 * np.exp(x[1])]`。",
        "With respect to $x_1$: $5e^{x_2}$ is constant, $3x_1^2$ gives $6x_1$.\n"
        "With respect to $x_2$: $3x_1^2$ is constant, $5e^{x_2}$ gives $5e^{x_2}$.\n"
        "In a column, $2\\times1$: `[6 * x[0], 5 * np.exp(x[1])]`.",
    ),
    praise=(
        "$(6x_1,\\ 5e^{x_2})$，每个旋钮一个数。",
        "$(6x_1,\\ 5e^{x_2})$: one number for each knob.",
    ),
)

TAKING_TURNS = Exercise(
    title=("轮流不动", "Taking turns to hold still"),
    level=1,
    key=lambda x, y: np.array([2 * x * y + y**2, x**2 + 2 * x * y]),
    domain={"x": (-2, 2), "y": (-2, 2)},
    derivative_of=lambda x, y: x**2 * y + x * y**2,
    mistakes=[
        (
            lambda x, y: [2 * x + 2 * y, 2 * x + 2 * y],
            "others_differentiated",
            (
                "你把每个字母都求了导。对 $x$ 求的时候，$y$ 是常数：乘着的常数留下，不变成 1，"
                "$y^2$ 也不变成 $2y$。",
                "You differentiated every letter. While $x$ moves, $y$ is a constant: as a "
                "factor it stays, and $y^2$ does not become $2y$.",
            ),
        ),
        (
            lambda x, y: [2 * x + y**2, x**2 + 2 * y],
            "factor_dropped",
            (
                "一半对了。$x^2y$ 里的 $y$ 是常数**倍**，对 $x$ 求导以后它还在；"
                "另一个分量也这样看。",
                "Half is right. In $x^2y$ the $y$ is a constant **factor** and remains; look "
                "at the other component in the same way.",
            ),
        ),
        (
            lambda x, y: [x**2 + 2 * x * y, 2 * x * y + y**2],
            "order",
            (
                "两个偏导数都对，位置换过来了：第一个位置放对 $x$ 求的。",
                "Both are right, in each other's place: the first is the one with respect to $x$.",
            ),
        ),
        (
            lambda x, y: x**2 + 4 * x * y + y**2,
            "scalar_for_vector",
            (
                "你把两个偏导数加成了一个数。梯度是一个向量，写成 `[..., ...]`。",
                "You added both partial derivatives up. A gradient is a vector: write "
                "`[..., ...]`.",
            ),
        ),
    ],
    hints=[
        (
            "对 $x$ 求，把 $y$ 当成一个数，比如 3：$3x^2+9x$ 怎么求导？",
            "With respect to $x$, take $y$ for a number such as 3: what is the derivative of "
            "$3x^2+9x$?",
        ),
        (
            "对 $x$ 求得 $2xy+y^2$。对 $y$ 求，照样做一遍，这回 $x$ 不动。",
            "With respect to $x$ it is $2xy+y^2$. Do the same with respect to $y$, with $x$ "
            "holding still.",
        ),
    ],
    solution=(
        "对 $x$ 求，$y$ 不动：$x^2y$ 得 $2xy$，$xy^2$ 得 $y^2$。\n"
        "对 $y$ 求，$x$ 不动：$x^2y$ 得 $x^2$，$xy^2$ 得 $2xy$。\n"
        "$\\nabla f=(2xy+y^2,\\ x^2+2xy)$，$2\\times1$。",
        "With respect to $x$: $x^2y$ gives $2xy$, $xy^2$ gives $y^2$.\n"
        "With respect to $y$: $x^2y$ gives $x^2$, $xy^2$ gives $2xy$.\n"
        "$\\nabla f=(2xy+y^2,\\ x^2+2xy)$, $2\\times1$.",
    ),
    praise=(
        "$x$ 和 $y$ 对调，$f$ 不变，所以梯度的两个分量也互相对调。",
        "Exchange $x$ and $y$ and $f$ is the same: so the two components exchange places as well.",
    ),
)

ALONG_A_DIRECTION = Exercise(
    title=("沿着一个方向", "Along a direction"),
    level=2,
    key=-1.6,
    mistakes=[
        (
            -8,
            "unit_vector_forgotten",
            (
                "点积算对了，可是 $(3,-4)$ 的长度不是 1。“每走 1 个单位”，要先把它变成单位向量。",
                "The dot product is right, but $(3,-4)$ does not have length 1. For a rate per "
                "unit it has to become a unit vector first.",
            ),
        ),
        (
            -0.32,
            "divided_twice",
            (
                "除多了：点积除以长度一次就够，不是长度的平方。",
                "Divided once too often: by the length of the direction, not by its square.",
            ),
        ),
        (
            np.sqrt(41),
            "steepest",
            (
                "这是 $\\|\\nabla f\\|$，最陡的方向上的斜率。题目问的是 $(3,-4)$ 的方向。",
                "That is $\\|\\nabla f\\|$, the slope in the steepest direction. Asked for is the "
                "one along $(3,-4)$.",
            ),
        ),
        (
            6.4,
            "sign_lost",
            (
                "长度除得对。点积里的 $-4$ 带着负号，它去哪儿了？",
                "Dividing by the length is right. But what became of the minus in front of the 4?",
            ),
        ),
    ],
    hints=[
        (
            "三步：梯度、单位向量、点积。",
            "Three steps: the gradient, a unit vector, their dot product.",
        ),
        (
            "$\\nabla f(1,2)=(4,5)$。$(3,-4)$ 的长度是 5，单位向量是 $(0.6,-0.8)$。",
            "$\\nabla f(1,2)=(4,5)$. The length of $(3,-4)$ is 5, so the unit vector is "
            "$(0.6,-0.8)$.",
        ),
    ],
    solution=(
        "$\\nabla f=(2x+y,\\ x+2y)$，在 $(1,2)$ 处是 $(4,5)$。\n"
        "$\\|(3,-4)\\|=5$，$u=(0.6,-0.8)$。\n"
        "$D_uf=u^\\top\\nabla f=0.6×4-0.8×5=-1.6$：往这边走，是下坡。",
        "$\\nabla f=(2x+y,\\ x+2y)$, at $(1,2)$ it is $(4,5)$.\n"
        "$\\|(3,-4)\\|=5$, so $u=(0.6,-0.8)$.\n"
        "$D_uf=u^\\top\\nabla f=0.6×4-0.8×5=-1.6$: this way is down.",
    ),
    praise=(
        "负的：和梯度的夹角大于 90 度，是下坡。",
        "Negative: more than 90 degrees off the gradient, it goes down.",
    ),
)

OFF_BY_SIXTY = Exercise(
    title=("先猜：走偏了 60 度", "Guess first: off by 60 degrees"),
    level=2,
    key="B",
    mistakes=[
        (
            "A",
            "proportional_to_the_angle",
            (
                "你按角度的比例来减。可是斜率随角度怎样变，图 5.1 右边画着：那不是直线。",
                "You took away in proportion to the angle. But how the slope goes with the angle "
                "is drawn in the first figure, on the right: it is no straight line.",
            ),
        ),
        (
            "C",
            "sine_for_cosine",
            (
                "那是 60 度的正弦。不偏的时候（0 度）该是 1，正弦在 0 处是多少？",
                "That is the sine. With no deviation (0 degrees) it should be 1: what is the "
                "sine of 0?",
            ),
        ),
        (
            "D",
            "all_or_nothing",
            (
                "偏多少才一点也不升？等高线和梯度差几度？",
                "How far off does one stop rising? How many degrees are there between the "
                "contour and the gradient?",
            ),
        ),
    ],
    hints=[
        (
            "斜率是 $\\|\\nabla f\\|\\cos\\theta$，最陡的是 $\\|\\nabla f\\|$。"
            "两个一比，剩下什么？",
            "The slope is $\\|\\nabla f\\|\\cos\\theta$, at its steepest $\\|\\nabla f\\|$. What "
            "remains when one is divided by the other?",
        ),
        (
            "剩下 $\\cos60^\\circ$。画一个等边三角形，切成两半。",
            "What remains is $\\cos60^\\circ$. Cut an equilateral triangle in two.",
        ),
    ],
    solution=(
        "$D_uf=\\|\\nabla f\\|\\cos\\theta$，最陡的是 $\\|\\nabla f\\|$。\n"
        "比值是 $\\cos60^\\circ=\\frac12$。所以选 B。\n"
        "顺便看一眼偏得少的时候：$\\cos10^\\circ≈0.985$，偏 10 度只损失 1.5%。",
        "$D_uf=\\|\\nabla f\\|\\cos\\theta$, at its steepest $\\|\\nabla f\\|$.\n"
        "The ratio is $\\cos60^\\circ=\\frac12$. So B.\n"
        "For a small deviation: $\\cos10^\\circ≈0.985$, a loss of only 1.5%.",
    ),
    praise=(
        "$\\cos60^\\circ=\\frac12$。偏一点点几乎没有损失：偏 10 度只少 1.5%，所以梯度不必算得"
        "分毫不差，训练照样往下走。",
        "$\\cos60^\\circ=\\frac12$. Small deviations cost next to nothing, 10 degrees only 1.5%: "
        "which is why training can live with rough gradients.",
    ),
)

ONE_STEP = Exercise(
    title=("走一步", "One step"),
    level=2,
    key=[2.52, -0.6],
    mistakes=[
        (
            [3.48, 2.6],
            "uphill",
            (
                "步子的大小对了，方向是上坡。要让 $f$ 变小，该加还是该减？",
                "The length of the step is right, but it goes up. To make $f$ smaller, add or "
                "subtract?",
            ),
        ),
        (
            [0.48, 1.6],
            "step_only",
            (
                "这是 $\\eta\\nabla f$，走的那一步。问的是走到**哪里**：从 $(3,1)$ 出发，反着走。",
                "That is $\\eta\\nabla f$, the step. Asked for is **where** it leads from $(3,1)$, "
                "against the gradient.",
            ),
        ),
        (
            [2.76, 0.2],
            "factor_forgotten",
            (
                "平方的导数里有一个 2：$x^2$ 的导数不是 $x$。",
                "A square brings a 2: the derivative of $x^2$ is not $x$.",
            ),
        ),
        (
            [1.48, -0.52],
            "scalar_for_vector",
            (
                "你从两个分量里减了同一个数。每个旋钮有它自己的偏导数，各减各的。",
                "You subtracted one number from both. Each knob has a partial derivative of its "
                "own.",
            ),
        ),
        (
            [3 - 0.08 * 6 / np.hypot(6, 20), 1 - 0.08 * 20 / np.hypot(6, 20)],
            "normalised",
            (
                "你把梯度变成了单位向量。梯度下降用的是梯度本身：越陡，步子越大。",
                "You made the gradient a unit vector. Gradient descent takes it as it is: the "
                "steeper, the longer the step.",
            ),
        ),
    ],
    hints=[
        (
            "先求梯度，代入 $(3,1)$，再用 $x-\\eta\\nabla f(x)$，两个分量分别算。",
            "First the gradient at $(3,1)$, then $x-\\eta\\nabla f(x)$, component by component.",
        ),
        (
            "$\\nabla f=(2x,20y)$，在 $(3,1)$ 处是 $(6,20)$。",
            "$\\nabla f=(2x,20y)$, at $(3,1)$ it is $(6,20)$.",
        ),
    ],
    solution=(
        "$\\nabla f=(2x,\\ 20y)$，在 $(3,1)$ 处是 $(6,20)$。\n"
        "第一个分量：$3-0.08×6=2.52$。\n"
        "第二个分量：$1-0.08×20=-0.6$，跨到谷的另一边去了。\n"
        "$f$ 从 19 降到 $2.52^2+10×0.36≈9.95$。",
        "$\\nabla f=(2x,\\ 20y)$, at $(3,1)$ it is $(6,20)$.\n"
        "First component: $3-0.08×6=2.52$.\n"
        "Second: $1-0.08×20=-0.6$, across to the other side of the valley.\n"
        "$f$ falls from 19 to $2.52^2+10×0.36≈9.95$.",
    ),
    praise=(
        "陡的方向一步就跨到了对面，缓的方向才挪了一点。这样的窄谷，第 9 章还会遇到。",
        "Across the valley in one step in the steep direction, hardly moved in the other. Chapter "
        "9 meets such narrow valleys again.",
    ),
)

NORM = Exercise(
    title=("长度的梯度", "The gradient of a length"),
    level=2,
    key=lambda x: x / np.linalg.norm(x),
    domain={"x": [(-2, -0.3), (0.3, 2)]},
    shapes={"x": (3,)},
    derivative_of=np.linalg.norm,
    mistakes=[
        (
            lambda x: 2 * x,
            "square_of_the_norm",
            (
                "这是 $\\|x\\|^2$ 的梯度。外面还有一个根号，链式法则再乘一个倍数。",
                "That is the gradient of $\\|x\\|^2$. There is a root around it: the chain rule "
                "brings one more factor.",
            ),
        ),
        (
            lambda x: np.ones(3),
            "as_of_absolute_value",
            (
                "走 1 就远 1，只有背着原点走才是这样。你给每根轴都写了 1：沿一根轴走，"
                "长度变得多快，要看 $x$ 朝哪边。",
                "One unit of way for one unit of length: only straight away from the origin. Along "
                "an axis it depends on where $x$ points.",
            ),
        ),
        (
            lambda x: 1.0,
            "scalar_for_vector",
            (
                "1 是最陡的方向上的斜率，也就是梯度的**长度**。梯度自己是一个向量。",
                "1 is the slope in the steepest direction, the **length** of the gradient. The "
                "gradient itself is a vector.",
            ),
        ),
        (
            lambda x: x / (2 * np.linalg.norm(x)),
            "inner_factor_forgotten",
            (
                "外层的 $\\frac1{2\\sqrt y}$ 对了，也乘了内层。内层 $y=\\|x\\|^2$ 对 $x_i$ 的导数，"
                "系数是多少？",
                "The outer $\\frac1{2\\sqrt y}$ is right. What is the coefficient in the "
                "derivative of the inner $y=\\|x\\|^2$ with respect to $x_i$?",
            ),
        ),
        (
            lambda x: 1 / (2 * np.linalg.norm(x)),
            "missing_inner",
            (
                "外层对了。内层 $y=\\|x\\|^2$ 也随着 $x_i$ 变，还要乘上它的导数。",
                "The outer part is right. The inner $y=\\|x\\|^2$ changes with $x_i$ as well: "
                "multiply by its derivative.",
            ),
        ),
        (
            lambda x: x / np.sum(x**2),
            "root_forgotten",
            (
                "方向对了，分母多了一次方：外层 $\\sqrt y$ 的导数里，$y$ 还在根号下面。",
                "The direction is right, the denominator has one power too many: in the derivative "
                "of $\\sqrt y$ the $y$ is still below the root.",
            ),
        ),
    ],
    hints=[
        (
            "一个分量一个分量来：$x_i$ 先推动 $y=\\|x\\|^2$，$y$ 再推动 $\\sqrt y$。",
            "One component at a time: $x_i$ moves $y=\\|x\\|^2$, and $y$ moves $\\sqrt y$.",
        ),
        (
            "$\\frac{d}{dy}\\sqrt y=\\frac{1}{2\\sqrt y}$，"
            "$\\frac{\\partial y}{\\partial x_i}=2x_i$，乘起来。",
            "$\\frac{d}{dy}\\sqrt y=\\frac{1}{2\\sqrt y}$ and "
            "$\\frac{\\partial y}{\\partial x_i}=2x_i$: multiply.",
        ),
    ],
    solution=(
        "$y=\\|x\\|^2$，$f=\\sqrt y$。\n"
        "$\\frac{\\partial f}{\\partial x_i}=\\frac{1}{2\\sqrt y}\\cdot2x_i"
        "=\\frac{x_i}{\\|x\\|}$。\n"
        "排成一列：$\\nabla\\|x\\|_2=x/\\|x\\|_2$，$x\\ne0$。写成 `x / np.linalg.norm(x)`。",
        "$y=\\|x\\|^2$, $f=\\sqrt y$.\n"
        "$\\frac{\\partial f}{\\partial x_i}=\\frac{1}{2\\sqrt y}\\cdot2x_i"
        "=\\frac{x_i}{\\|x\\|}$.\n"
        "In a column: $\\nabla\\|x\\|_2=x/\\|x\\|_2$ for $x\\ne0$, or `x / np.linalg.norm(x)`.",
    ),
    praise=(
        "它是一个单位向量，背着原点指出去。一个分量时，$x/|x|$ 就是 $\\pm1$，正是 $|x|$ 的导数。",
        "A unit vector that points away from the origin. With one component $x/|x|$ is $\\pm1$, "
        "the derivative of $|x|$.",
    ),
)

NORM_AT_ZERO = Exercise(
    title=("在 0 处", "At 0"),
    level=2,
    key="C",
    mistakes=[
        (
            "A",
            "minimum_has_gradient_zero",
            (
                "那里的确是最小值。可是“极值处梯度是 0”要求可微：第 3 章的 $|x|$ 也在 0 处最小，"
                "它呢？",
                "It is the minimum indeed. But only where a function is differentiable does that "
                "make the gradient 0: think of $|x|$ in chapter 3.",
            ),
        ),
        (
            "B",
            "one_sided",
            (
                "朝前走 1 升 1，没错。朝后走呢？同一根轴上，两边的差商合得到一起吗？",
                "Forward it does rise 1 for 1. And backward? Do the quotients of both sides agree "
                "along one axis?",
            ),
        ),
        (
            "D",
            "trusts_the_central_difference",
            (
                "它是中心差商算出来的，左右一平均，尖角就看不见了。只往一边走，差商是多少？",
                "It comes from central differences: averaging both sides hides a corner. What is "
                "the quotient to one side alone?",
            ),
        ),
    ],
    hints=[
        (
            "只沿一根轴走：$\\|(h,0,\\dots,0)\\|$ 是 $h$ 的什么函数？",
            "Walk along one axis only: what function of $h$ is $\\|(h,0,\\dots,0)\\|$?",
        ),
        (
            "它是 $|h|$。$|h|$ 在 0 处有导数吗？",
            "It is $|h|$. Does that have a derivative at 0?",
        ),
    ],
    solution=(
        "沿任何一根轴，$\\|x\\|$ 就是 $|h|$。\n"
        "差商从右边趋于 1，从左边趋于 $-1$，偏导数不存在。\n"
        "一个偏导数也没有，就没有梯度。所以选 C。",
        "Along any axis $\\|x\\|$ is $|h|$.\n"
        "Its quotient tends to 1 from the right, to $-1$ from the left: no partial derivative.\n"
        "Without partial derivatives there is no gradient. So C.",
    ),
    praise=(
        "是个尖角，连偏导数都没有。别处它都可微，梯度的长度处处是 1。",
        "A corner, without even partial derivatives. Everywhere else it is differentiable, with a "
        "gradient of length 1.",
    ),
)

QUADRATIC = Exercise(
    title=("一次加二次", "Linear and quadratic"),
    level=3,
    key=lambda A, b, x: (A + A.T) @ x + b,
    domain={"A": (-2, 2), "b": (-2, 2), "x": (-2, 2)},
    shapes={"A": (3, 3), "b": (3,), "x": (3,)},
    mistakes=[
        (
            lambda A, b, x: 2 * A @ x + b,
            "taken_for_symmetric",
            (
                "$b$ 那一部分对了。$2Ax$ 只对对称的 $A$ 成立，这里的 $A$ 不一定对称。",
                "The part with $b$ is right. $2Ax$ holds for symmetric $A$ only, and this $A$ need "
                "not be symmetric.",
            ),
        ),
        (
            lambda A, b, x: (A + A.T) @ x,
            "linear_part_forgotten",
            (
                "二次的部分对了。$b^\\top x$ 也随 $x$ 变，它的梯度是什么？",
                "The quadratic part is right. $b^\\top x$ changes with $x$ too: what is its "
                "gradient?",
            ),
        ),
        (
            lambda A, b, x: (A + A.T) @ x + x,
            "wrong_letter",
            (
                "二次的部分对了。$b^\\top x$ 是对 $x$ 求导：留下来的是系数，不是变量。",
                "The quadratic part is right. $b^\\top x$ is differentiated by $x$: what stays is "
                "the coefficient, not the variable.",
            ),
        ),
        (
            lambda A, b, x: A @ x + b,
            "one_place_only",
            (
                "$b$ 那一部分对了。$x$ 在 $x^\\top Ax$ 里出现了两次，轮流求导，有两项。",
                "The part with $b$ is right. $x$ stands in $x^\\top Ax$ twice: in turn, that makes "
                "two terms.",
            ),
        ),
        (
            lambda A, b, x: x @ A @ x + b @ x,
            "value_for_gradient",
            (
                "这是 $f$ 自己的值，一个数。梯度和 $x$ 一样，是 $3\\times1$。",
                "That is the value of $f$, a number. The gradient is $3\\times1$ as $x$ is.",
            ),
        ),
    ],
    hints=[
        (
            "两部分分开求，再加起来。形状都应当是 $3\\times1$。",
            "Take the two parts separately and add. Both should be $3\\times1$.",
        ),
        (
            "用 $\\nabla(b^\\top x)=b$ 和 $\\nabla(x^\\top Ax)=(A+A^\\top)x$。",
            "$\\nabla(b^\\top x)=b$ and $\\nabla(x^\\top Ax)=(A+A^\\top)x$.",
        ),
    ],
    solution=(
        "$\\nabla(x^\\top Ax)=(A+A^\\top)x$，$3\\times3$ 乘 $3\\times1$，得 $3\\times1$。\n"
        "$\\nabla(b^\\top x)=b$，$3\\times1$。\n"
        "加起来：`(A + A.T) @ x + b`。",
        "$\\nabla(x^\\top Ax)=(A+A^\\top)x$, $3\\times3$ times $3\\times1$ gives $3\\times1$.\n"
        "$\\nabla(b^\\top x)=b$, $3\\times1$.\n"
        "Together: `(A + A.T) @ x + b`.",
    ),
    praise=(
        "形状也对得上：两项都是 $3\\times1$。写完先对形状，能查出一半的错。",
        "The shapes agree as well: both are $3\\times1$. Checking shapes finds half of all errors.",
    ),
)

THREE_SHARES = Exercise(
    title=("三个数的 softmax", "Softmax of three numbers"),
    level=3,
    key=lambda z: np.exp(z) / np.sum(np.exp(z)),
    domain={"z": (-2, 2)},
    shapes={"z": (3,)},
    derivative_of=lambda z: np.log(np.sum(np.exp(z))),
    mistakes=[
        (
            lambda z: np.ones(3) / np.sum(np.exp(z)),
            "missing_inner",
            (
                "外层的 $1/u$ 对了。内层 $u$ 是三个指数的和，对 $z_i$ 求，还要乘上它的导数。",
                "The outer $1/u$ is right. The inner $u$ is a sum of three exponentials: multiply "
                "by its derivative with respect to $z_i$.",
            ),
        ),
        (
            np.exp,
            "missing_outer",
            (
                "内层的导数对了。外层是 $\\ln u$，它的导数呢？",
                "The derivative of the inside is right. Outside is $\\ln u$: what is its "
                "derivative?",
            ),
        ),
        (
            lambda z: np.ones(3),
            "sum_for_each",
            (
                "你把内层的导数也写成了整个和。对 $z_1$ 求时，只有一项动，另外两项是常数。",
                "You kept the whole sum as the derivative of the inside. While $z_1$ moves, only "
                "one term does; the other two are constants.",
            ),
        ),
        (
            lambda z: z / np.sum(z),
            "exponentials_lost",
            (
                "分成三份、加起来是 1，想法对了。分的是 $e^{z_i}$，不是 $z_i$。",
                "Three shares that sum to 1 is the right idea. But it is $e^{z_i}$ that is shared "
                "out, not $z_i$.",
            ),
        ),
        (
            lambda z: 1.0,
            "scalar_for_vector",
            (
                "三个分量加起来确实是 1。梯度是一个向量，要三个数。",
                "The three components do add up to 1. The gradient is a vector of three numbers.",
            ),
        ),
    ],
    hints=[
        (
            "和例三一样：外层 $\\ln u$，内层 $u=e^{z_1}+e^{z_2}+e^{z_3}$。",
            "As in the chapter's third example: outside $\\ln u$, inside "
            "$u=e^{z_1}+e^{z_2}+e^{z_3}$.",
        ),
        (
            "对 $z_i$ 求：$\\frac1u\\cdot e^{z_i}$。`np.exp(z)` 一次算出三个指数。",
            "With respect to $z_i$: $\\frac1u\\cdot e^{z_i}$. `np.exp(z)` gives all three at once.",
        ),
    ],
    solution=(
        "外层 $\\ln u$ 的导数是 $1/u$。\n"
        "内层对 $z_i$ 求，另外两项是常数，得 $e^{z_i}$。\n"
        "$\\frac{\\partial f}{\\partial z_i}=\\frac{e^{z_i}}{e^{z_1}+e^{z_2}+e^{z_3}}$，"
        "写成 `np.exp(z) / np.sum(np.exp(z))`。",
        "The outer $\\ln u$ has derivative $1/u$.\n"
        "Inside, with respect to $z_i$, the other two terms are constant: $e^{z_i}$.\n"
        "$\\frac{\\partial f}{\\partial z_i}=\\frac{e^{z_i}}{e^{z_1}+e^{z_2}+e^{z_3}}$, or "
        "`np.exp(z) / np.sum(np.exp(z))`.",
    ),
    praise=(
        "三个正数，加起来是 1。换成一千个分量，这个式子一个字也不用改。",
        "Three positive numbers that sum to 1. For a thousand of them the formula stays as it is.",
    ),
)

BY_A_MATRIX = Exercise(
    title=("对一个矩阵求梯度", "The gradient with respect to a matrix"),
    level=3,
    key=np.outer,
    domain={"a": (-2, 2), "b": (-2, 2)},
    shapes={"a": (2,), "b": (3,)},
    mistakes=[
        (
            lambda a, b: np.tile(b, (2, 1)),
            "only_b",
            (
                "形状对了，$b$ 也用对了。$x_{ij}$ 左边还乘着 $a$ 的一个分量。",
                "The shape is right and so is $b$. But a component of $a$ stands in front of "
                "$x_{ij}$ as well.",
            ),
        ),
        (
            lambda a, b: np.tile(a[:, None], (1, 3)),
            "only_a",
            (
                "形状对了，$a$ 也用对了。$x_{ij}$ 右边还乘着 $b$ 的一个分量。",
                "The shape is right and so is $a$. But a component of $b$ stands behind $x_{ij}$ "
                "as well.",
            ),
        ),
        (
            lambda a, b: np.add.outer(a, b),
            "sum_for_product",
            (
                "形状对了，用到的分量也对。在 $a_ix_{ij}b_j$ 里，$x_{ij}$ 和它们是相加还是相乘？",
                "The shape and the components are right. In $a_ix_{ij}b_j$, are they added to "
                "$x_{ij}$ or do they multiply it?",
            ),
        ),
        (
            lambda a, b: np.outer(b, a),
            "layout",
            (
                "六个数都对，可是排成了 $3\\times2$。$\\nabla_Xf$ 和 $X$ 形状相同："
                "对 $x_{ij}$ 的偏导数，放在第 $i$ 行第 $j$ 列。",
                "All six numbers are right, but in $3\\times2$. $\\nabla_Xf$ has the shape of $X$: "
                "what belongs to $x_{ij}$ goes into row $i$, column $j$.",
            ),
        ),
        (
            lambda a, b: np.sum(a) * np.sum(b),
            "scalar_for_matrix",
            (
                "你把所有的偏导数加成了一个数。$\\nabla_Xf$ 和 $X$ 形状相同，"
                "六个偏导数各在各的位置。",
                "You added all partial derivatives up. $\\nabla_Xf$ has the shape of $X$: six of "
                "them, each in its place.",
            ),
        ),
    ],
    hints=[
        (
            "把 $a^\\top Xb$ 写成和：$\\sum_i\\sum_ja_i\\,x_{ij}\\,b_j$。哪一项里有 $x_{ij}$？",
            "Write $a^\\top Xb$ as a sum: $\\sum_i\\sum_ja_i\\,x_{ij}\\,b_j$. Which term has "
            "$x_{ij}$?",
        ),
        (
            "只有一项，所以 $\\partial f/\\partial x_{ij}=a_ib_j$。把它放在第 $i$ 行第 $j$ 列。",
            "Only one, so $\\partial f/\\partial x_{ij}=a_ib_j$. Put it into row $i$, column $j$.",
        ),
    ],
    solution=(
        "$f=\\sum_i\\sum_ja_i\\,x_{ij}\\,b_j$。\n"
        "对 $x_{ij}$ 求，只剩 $a_ib_j$。\n"
        "排在原来的位置上：$\\nabla_Xf=ab^\\top$，$2\\times1$ 乘 $1\\times3$，得 $2\\times3$。"
        "写成 `np.outer(a, b)`。",
        "$f=\\sum_i\\sum_ja_i\\,x_{ij}\\,b_j$.\n"
        "With respect to $x_{ij}$ only $a_ib_j$ remains.\n"
        "Each in its place: $\\nabla_Xf=ab^\\top$, $2\\times1$ times $1\\times3$ gives "
        "$2\\times3$; `np.outer(a, b)`.",
    ),
    praise=(
        "$ab^\\top$，一列乘一行，形状正好和 $X$ 一样。反向传播里，权重的梯度都长这样，第 7 章见。",
        "$ab^\\top$, a column times a row, has just the shape of $X$. In backpropagation all "
        "gradients of weights look like this: see chapter 7.",
    ),
)

EXERCISES = [
    WHICH_ARROW,
    FIRST_GRADIENT,
    TAKING_TURNS,
    ALONG_A_DIRECTION,
    OFF_BY_SIXTY,
    ONE_STEP,
    NORM,
    NORM_AT_ZERO,
    QUADRATIC,
    THREE_SHARES,
    BY_A_MATRIX,
]
