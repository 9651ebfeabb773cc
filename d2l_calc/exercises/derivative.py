"""Exercises of chapter 1, the derivative."""

from d2l_calc.grader import Exercise

SLOPE_OF_A_LINE = Exercise(
    title=("直线的斜率", "The slope of a line"),
    level=1,
    key=-3,
    mistakes=[
        (
            -1 / 3,
            "upside_down",
            (
                "上下放反了。斜率说的是：$x$ 每走一步，$y$ 变多少。谁除以谁？",
                "Upside down. A slope tells how much $y$ changes for one step of $x$. "
                "Which is divided by which?",
            ),
        ),
        (
            -6,
            "only_rise",
            (
                "$y$ 一共变了 $-6$，这一步没错。不过它是分几步走完的？斜率只问一步。",
                "$y$ changes by $-6$ in all, that is right. How many steps did it take? A "
                "slope is about one step.",
            ),
        ),
        (
            8,
            "intercept",
            (
                "8 是截距：直线在 $x=0$ 处的高度。斜率问的是它有多陡。",
                "8 is the intercept: how high the line is at $x=0$. The slope is how steep it is.",
            ),
        ),
    ],
    hints=[
        (
            "从第一个点走到第二个点：$x$ 变了多少？$y$ 变了多少？",
            "Walk from the first point to the second. By how much does $x$ change, and $y$?",
        ),
        (
            "$x$ 走了 2，$y$ 降了 6。用 $y$ 的变化除以 $x$ 的变化。",
            "$x$ moves by 2, $y$ falls by 6. Divide the change in $y$ by the change in $x$.",
        ),
    ],
    solution=(
        "$y$ 的变化：$-1-5=-6$。\n"
        "$x$ 的变化：$3-1=2$。\n"
        "斜率 $m=-6/2=-3$：每往右走一步，就下降 3。",
        "Change in $y$: $-1-5=-6$.\n"
        "Change in $x$: $3-1=2$.\n"
        "Slope $m=-6/2=-3$: one step to the right goes 3 down.",
    ),
    praise=("每往右走一步，就下降 3。", "One step to the right goes 3 down."),
)

STEEPEST_POINT = Exercise(
    title=("先猜：哪里最陡", "Guess first: where is it steepest?"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "value_for_slope",
            (
                "那里是山顶，曲线在这一带**最高**的地方，不是最陡的地方。站在山顶上，脚下是平的。",
                "That is the top, where the curve is **highest** around there, not "
                "steepest. On a hilltop the ground is level.",
            ),
        ),
        (
            "C",
            "still_steeper",
            (
                "那里确实在下坡。再往左挪一点点，切线会变平，还是会更陡？",
                "It does go down there. A little further left: is the tangent flatter, or "
                "steeper still?",
            ),
        ),
        (
            "D",
            "value_for_slope",
            (
                "那里是谷底：左边下来，右边上去。正好在底上，切线是什么样子？",
                "That is the bottom of the valley: down on its left, up on its right. How "
                "does the tangent lie just there?",
            ),
        ),
    ],
    hints=[
        (
            "想象切线从左往右滑过曲线。它先往上斜，放平，再往下斜……什么时候往下斜得最厉害？",
            "Let the tangent slide along the curve from left to right: it leans up, lies "
            "flat, leans down … when does it lean down most?",
        ),
        (
            "山顶和谷底的切线都是平的。最陡的地方在它们之间。",
            "At the top and at the bottom the tangent is level. The steepest place lies "
            "between them.",
        ),
    ],
    solution=(
        "$x=-1$ 是山顶，$x=1$ 是谷底，两处的切线都是平的，斜率是 0。\n"
        "从山顶走到谷底，坡先越来越陡，再慢慢变缓，最陡的地方在正中间：$x=0$，斜率是 $-3$。\n"
        "$x=0.6$ 处的斜率是 $-1.92$，已经缓下来了。所以选 B。",
        "$x=-1$ is the top and $x=1$ the bottom; both tangents are level, with slope 0.\n"
        "Between them the hill gets steeper, then gentler; it is steepest half way, at "
        "$x=0$, with slope $-3$.\n"
        "At $x=0.6$ the slope is $-1.92$, gentler already. So B.",
    ),
    praise=(
        "山顶和谷底都是平的，最陡的地方在它们正中间。“多高”和“多陡”是两回事。",
        "Top and bottom are level; the steepest place is half way between. How high and "
        "how steep are two questions.",
    ),
)

LEVEL_TANGENTS = Exercise(
    title=("水平的切线", "Level tangents"),
    level=1,
    key={-1, 1},
    atol=0.05,
    mistakes=[
        (
            {-2, 1},
            "value_for_slope",
            (
                "你找的是曲线碰到 $x$ 轴的地方，那里**高度**是 0。我们要找**斜率**是 0 的地"
                "方。其中有一个碰巧也是。",
                "These are where the curve meets the $x$ axis: its **height** is 0. We "
                "look for a **slope** of 0. One of them happens to fit.",
            ),
        ),
        (
            {-2},
            "value_for_slope",
            (
                "在那里，曲线的**高度**是 0，可是它正在飞快地上坡。我们要找不升也不降的地方。",
                "There the **height** is 0, but the curve climbs fast. We look for places "
                "where it neither rises nor falls.",
            ),
        ),
        (
            {0},
            "steepest",
            (
                "那里是下坡最陡的地方，正好相反。曲线在哪里不升也不降？",
                "That is where it falls most steeply, the very opposite. Where does it "
                "neither rise nor fall?",
            ),
        ),
    ],
    hints=[
        (
            "水平的切线，斜率是 0：曲线在那里既不上升，也不下降。",
            "A level tangent has slope 0: there the curve neither rises nor falls.",
        ),
        (
            "这样的点有两个，一个是山顶，一个是谷底。从图上读出它们的 $x$ 就行。",
            "There are two, a top and a bottom. Read their $x$ off the figure.",
        ),
    ],
    solution=(
        "曲线先上升，到山顶 $x=-1$ 处放平，然后下降。\n"
        "到谷底 $x=1$ 处再次放平，然后上升。\n"
        "所以答案是 `{-1, 1}`。",
        "The curve rises to the top at $x=-1$, is level there, then falls.\n"
        "At the bottom, $x=1$, it is level again, and then rises.\n"
        "So the answer is `{-1, 1}`.",
    ),
    praise=("一个是山顶，一个是谷底。", "One is a top, the other a bottom."),
)

AVERAGE_RATE = Exercise(
    title=("平均变化率", "Average rate of change"),
    level=1,
    key=3.5,
    mistakes=[
        (
            1.75,
            "only_rise",
            (
                "函数值变了 1.75，这一步算对了。变化**率**还要看 $x$ 走了多远。",
                "The value changes by 1.75, that is right. A **rate** also asks how far $x$ went.",
            ),
        ),
        (
            2 / 7,
            "upside_down",
            (
                "两个变化都对，只是除反了：应该用函数值的变化除以 $x$ 的变化。",
                "Both changes are right, but the division is upside down: change in value "
                "over change in $x$.",
            ),
        ),
        (
            2,
            "limit_too_early",
            (
                "2 是 $x=1$ 这一**点**上的变化率，也就是 $h$ 趋于 0 的结果。这里问的是一段"
                "路，$h=0.5$。",
                "2 is the rate at the **point** $x=1$, which $h$ going to 0 gives. Here a "
                "stretch is asked for, with $h=0.5$.",
            ),
        ),
        (
            5,
            "rate_at_the_end",
            (
                "5 是终点 $x=1.5$ 那一刻的变化率。这里问的是整段路的平均。",
                "5 is the rate at the end, at $x=1.5$. The average over the whole stretch "
                "is asked for.",
            ),
        ),
        (
            0.75,
            "value_for_slope",
            (
                "0.75 是终点处的函数值。变化率还要看起点，以及走了多远。",
                "0.75 is the value at the end. A rate needs the value at the start too, "
                "and how far it is.",
            ),
        ),
    ],
    hints=[
        (
            "先算出两头的函数值：$u(1)$ 和 $u(1.5)$。",
            "First work out the values at both ends, $u(1)$ and $u(1.5)$.",
        ),
        (
            "$u(1)=-1$，$u(1.5)=0.75$。函数值变了多少？$x$ 走了多远？",
            "$u(1)=-1$ and $u(1.5)=0.75$. How much did the value change, and how far did $x$ go?",
        ),
    ],
    solution=(
        "$u(1)=3-4=-1$。\n$u(1.5)=3×2.25-4×1.5=0.75$。\n"
        "平均变化率：$(0.75-(-1))/0.5=1.75/0.5=3.5$。\n"
        "用公式 $2+3h$ 验算：$h=0.5$ 时，$2+1.5=3.5$。",
        "$u(1)=3-4=-1$.\n$u(1.5)=3×2.25-4×1.5=0.75$.\n"
        "Average rate: $(0.75-(-1))/0.5=1.75/0.5=3.5$.\n"
        "The formula $2+3h$ agrees: for $h=0.5$ it gives $2+1.5=3.5$.",
    ),
    praise=(
        "和 $2+3h$ 在 $h=0.5$ 时的值一样。",
        "The same as $2+3h$ for $h=0.5$.",
    ),
)

FROM_OUTSIDE = Exercise(
    title=("先猜：从外面逼近", "Guess first: from the outside"),
    level=2,
    key=0.5,
    atol=0.005,
    mistakes=[
        (
            1,
            "same",
            (
                "里外一样准？很自然的猜想。分别算一算 $n=100$ 时的两个误差，看看是不是真的一样。",
                "Equally good from both sides? A natural guess. Compute both errors for "
                "$n=100$ and see.",
            ),
        ),
        (
            2,
            "upside_down",
            (
                "两个误差你都算对了，只是除反了：问的是外切的误差**占**内接的误差的几分之几。",
                "Both errors are right, but divided the wrong way: what part of the inner "
                "error is the outer one?",
            ),
        ),
        (
            0.25,
            "doubling",
            (
                "四分之一，是边数**翻倍**时误差缩小的比例。这里边数没有变，变的是里面和外面。",
                "A quarter is what **doubling** $n$ leaves of the error. Here $n$ stays "
                "the same; inside becomes outside.",
            ),
        ),
        (
            -0.5,
            "side",
            (
                "大小对了。误差说的是差多远：外切多边形比圆**大**，用它的面积减去 $\\pi$。",
                "The size is right. An error is a distance: the outer polygon is "
                "**larger** than the circle, so subtract $\\pi$ from its area.",
            ),
        ),
    ],
    hints=[
        (
            "把外切多边形也从圆心切成 $n$ 个三角形。这次三角形的高正好是半径 1，底边的一半"
            "是 $\\tan(\\pi/n)$。",
            "Cut the outer polygon into $n$ triangles as well. Their height is now the "
            "radius 1, and half their base is $\\tan(\\pi/n)$.",
        ),
        (
            "外切多边形的面积是 `n * np.tan(np.pi/n)`。误差：外切减 $\\pi$，$\\pi$ 减内接。"
            "取 $n=100$，相除。",
            "The outer area is `n * np.tan(np.pi/n)`. Errors: outer minus $\\pi$, and "
            "$\\pi$ minus inner. Take $n=100$ and divide.",
        ),
    ],
    solution=(
        "外切：每个三角形的面积是 $\\tan(\\pi/n)$，一共 $n\\tan(\\pi/n)$。\n"
        "$n=100$：外切误差 $100\\tan(\\pi/100)-\\pi≈0.001034$。\n"
        "内接误差 $\\pi-50\\sin(2\\pi/100)≈0.002067$。\n"
        "两者之比约为 0.5：同样的边数，从外面逼近，误差只有一半。",
        "Outside: every triangle has the area $\\tan(\\pi/n)$, together $n\\tan(\\pi/n)$.\n"
        "$n=100$: outer error $100\\tan(\\pi/100)-\\pi≈0.001034$.\n"
        "Inner error $\\pi-50\\sin(2\\pi/100)≈0.002067$.\n"
        "The ratio is about 0.5: with as many sides, the outer error is only half as large.",
    ),
    praise=(
        "同样的边数，从外面逼近，误差只有一半。真正的面积夹在两者之间。",
        "With as many sides, the outer error is half as large. The true area lies between the two.",
    ),
)

VANISHING_SECANT = Exercise(
    title=("割线消失了吗", "Does the secant vanish?"),
    level=2,
    key="C",
    mistakes=[
        (
            "A",
            "secant_vanishes",
            (
                "两点重合时，割线确实没有了。可是我们从来没有走到那一步：看的是它**正在靠近"
                "**什么。",
                "When the points meet, the secant is gone, true. But we never go that far: "
                "we watch what it **comes close to**.",
            ),
        ),
        (
            "B",
            "zero_over_zero",
            (
                "0/0 没有值，也不能规定一个：对 $3x^2$ 和 $5x^2$，它看上去一模一样，切线却不同。",
                "0/0 has no value, and none can be declared: for $3x^2$ and $5x^2$ it "
                "looks the same, yet the tangents differ.",
            ),
        ),
        (
            "D",
            "small_enough",
            (
                "再小的 $h$，割线还是割线，和切线总差一点。有没有一个不依赖于哪个 $h$ 的说法？",
                "However small $h$ is, a secant is still a secant, a little off. Can it be "
                "said without choosing an $h$?",
            ),
        ),
    ],
    hints=[
        (
            "看看那个数值实验：$h=0.1$，$0.01$，$0.001$……哪一步里 $h$ 等于 0 了？",
            "Look at the experiment: $h=0.1$, $0.01$, $0.001$ … in which step was $h$ equal to 0?",
        ),
        (
            "差商是 $2+3h$。不用把 $h$ 换成 0，也能说清它靠近哪个数。",
            "The quotient is $2+3h$. One can tell what it comes close to without ever "
            "putting $h=0$.",
        ),
    ],
    solution=(
        "极限从不要求 $h$ 等于 0。\n"
        "只要 $h$ 不是 0，割线就好好地在那里，斜率是 $2+3h$。\n"
        "$h$ 越小，它离 2 越近，要多近有多近。这个 2 就是切线的斜率。所以选 C。",
        "A limit never asks for $h$ to be 0.\n"
        "As long as $h$ is not 0 the secant is there, with slope $2+3h$.\n"
        "The smaller $h$, the closer to 2, as close as you like. This 2 is the slope of "
        "the tangent. So C.",
    ),
    praise=(
        "极限问的是“靠近谁”，不是“到了没有”。",
        "A limit asks what is approached, not whether it is reached.",
    ),
)

DIFFERENCE_QUOTIENT = Exercise(
    title=("化简差商", "Simplify the difference quotient"),
    level=2,
    key=lambda x, h: 3 * x**2 + 3 * x * h + h**2,
    domain={"x": (-3, 3), "h": [(-1, -0.05), (0.05, 1)]},
    formula=True,
    mistakes=[
        (
            "3*x**2",
            "limit_too_early",
            (
                "这是 $h$ 趋于 0 **之后**的样子。先别急着取极限，带 $h$ 的那些项去哪儿了？",
                "That is what is left **after** $h$ went to 0. Not so fast: where are the "
                "terms with $h$?",
            ),
        ),
        (
            "h**2",
            "cross_terms",
            (
                "$(x+h)^3$ 不等于 $x^3+h^3$，中间还有两项。先算 $(x+h)^2$，再乘一个 $(x+h)$。",
                "$(x+h)^3$ is not $x^3+h^3$; there are two terms between. Take $(x+h)^2$ "
                "first, then times $(x+h)$.",
            ),
        ),
        (
            "3*x**2*h + 3*x*h**2 + h**3",
            "not_divided",
            (
                "分子算得完全正确。别忘了，还要除以 $h$。",
                "The numerator is exactly right. It still has to be divided by $h$.",
            ),
        ),
        (
            "x**2 + x*h + h**2",
            "coefficients",
            (
                "每一项的样子都对，系数再看看：$(x+h)^3$ 里，$x^2h$ 一共出现几次？",
                "Every term has the right shape; check the factors: how often does $x^2h$ "
                "occur in $(x+h)^3$?",
            ),
        ),
        (
            "3*x**2 + h**2",
            "one_cross_term",
            (
                "差一项：展开 $(x+h)^3$，$x^2h$ 有了，$xh^2$ 呢？",
                "One term is missing: expanding $(x+h)^3$ gives $x^2h$, and what about $xh^2$?",
            ),
        ),
        (
            "3*x**2 + 3*x*h + h**3",
            "one_term_not_divided",
            (
                "差一点：最后一项 $h^3$ 也要除以 $h$。",
                "Nearly: the last term, $h^3$, has to be divided by $h$ too.",
            ),
        ),
    ],
    hints=[
        (
            "先展开：$(x+h)^3=x^3+3x^2h+3xh^2+h^3$。再减去 $x^3$。",
            "Expand first: $(x+h)^3=x^3+3x^2h+3xh^2+h^3$. Then subtract $x^3$.",
        ),
        (
            "相减以后剩下 $3x^2h+3xh^2+h^3$，每一项里都有 $h$。除以 $h$，每一项少一个 $h$。",
            "What is left is $3x^2h+3xh^2+h^3$, with $h$ in every term. Dividing takes one "
            "$h$ from each.",
        ),
    ],
    solution=(
        "展开：$(x+h)^3=x^3+3x^2h+3xh^2+h^3$。\n"
        "减去 $x^3$，剩下 $3x^2h+3xh^2+h^3$。\n"
        "每一项都除以 $h$：$3x^2+3xh+h^2$。",
        "Expand: $(x+h)^3=x^3+3x^2h+3xh^2+h^3$.\n"
        "Subtract $x^3$; $3x^2h+3xh^2+h^3$ is left.\n"
        "Divide every term by $h$: $3x^2+3xh+h^2$.",
    ),
    praise=(
        "现在让 $h$ 趋于 0：$x^3$ 的导数是 $3x^2$。",
        "Now let $h$ go to 0: the derivative of $x^3$ is $3x^2$.",
    ),
)

RECIPROCAL = Exercise(
    title=("用定义求 $1/x$ 的导数", "The derivative of $1/x$ from the definition"),
    level=2,
    key=lambda x: -1 / x**2,
    domain={"x": [(-3, -0.3), (0.3, 3)]},
    derivative_of=lambda x: 1 / x,
    formula=True,
    mistakes=[
        (
            "-1/x",
            "denominator",
            (
                "负号对了。再看分母：$x(x+h)$ 里的 $h$ 趋于 0，剩下什么？",
                "The minus is right. Now the denominator: when $h$ in $x(x+h)$ goes to 0, "
                "what is left?",
            ),
        ),
        (
            "1",
            "bottom_only",
            (
                "分数的导数不能只对分母求。回到定义：$(1/(x+h)-1/x)/h$，先通分。",
                "The derivative of a fraction is not one over the derivative below. Back "
                "to the definition: $(1/(x+h)-1/x)/h$, over one denominator.",
            ),
        ),
        (
            "log(abs(x))",
            "reversed",
            (
                "方向反了：这个函数的导数才是 $1/x$。这里是从 $1/x$ 出发，求它的导数。",
                "The other way round: the derivative of this one is $1/x$. Here we start "
                "from $1/x$.",
            ),
        ),
    ],
    hints=[
        (
            "差商是 $(1/(x+h)-1/x)/h$。先把分子里的两个分数通分。",
            "The quotient is $(1/(x+h)-1/x)/h$. Put the two fractions over one denominator first.",
        ),
        (
            "通分以后，分子是 $x-(x+h)=-h$，正好和下面的 $h$ 约掉，剩下 $-1/(x(x+h))$。",
            "Over one denominator the top is $x-(x+h)=-h$, which cancels the $h$ below and "
            "leaves $-1/(x(x+h))$.",
        ),
    ],
    solution=(
        "通分：$1/(x+h)-1/x=(x-(x+h))/(x(x+h))=-h/(x(x+h))$。\n"
        "除以 $h$：$-1/(x(x+h))$。\n"
        "让 $h$ 趋于 0，分母趋于 $x^2$，所以导数是 $-1/x^2$。",
        "One denominator: $1/(x+h)-1/x=(x-(x+h))/(x(x+h))=-h/(x(x+h))$.\n"
        "Divide by $h$: $-1/(x(x+h))$.\n"
        "As $h$ goes to 0 the denominator goes to $x^2$: the derivative is $-1/x^2$.",
    ),
    praise=(
        "处处是负的：不管在哪一边，往右走总是下降。",
        "It is negative everywhere: on either side, a step to the right goes down.",
    ),
)

TANGENT_LINE = Exercise(
    title=("切线", "The tangent line"),
    level=2,
    key=lambda x: 4 * (x - 1),
    domain={"x": (-2, 2)},
    mistakes=[
        (
            lambda x: 3 * x**2 + 1 / x**2,
            "derivative_for_tangent",
            (
                "导数你求对了。不过导数说的是**每一点**的斜率，切线却是**一条直线**：只用得"
                "到 $x=1$ 那一点的斜率。",
                "The derivative is right. But it tells the slope at **every** point; the "
                "tangent is **one straight line** and needs the slope at $x=1$ only.",
            ),
        ),
        (
            lambda x: 4,
            "slope_only",
            (
                "斜率你求对了。还差一步：有这个斜率，又经过切点的直线，怎么写？",
                "The slope is right. One step is missing: which line has this slope and "
                "passes through the point?",
            ),
        ),
        (
            lambda x: 4 * x,
            "through_origin",
            (
                "斜率对了，可这条线经过的是原点。切线要经过曲线上 $x=1$ 的那一点。",
                "The slope is right, but this line passes through the origin. The tangent "
                "passes through the curve's point at $x=1$.",
            ),
        ),
        (
            lambda x: 4 * (x + 1),
            "shift",
            (
                "斜率对了。把 $x=1$ 代进去：你的直线有多高？曲线呢？",
                "The slope is right. Put in $x=1$: how high is your line, and how high is "
                "the curve?",
            ),
        ),
        (
            lambda x: 2 * (x - 1),
            "slope_of_reciprocal",
            (
                "它经过切点，很好。斜率再看一眼：$1/x$ 的斜率是负的，那么 $-1/x$ 的呢？",
                "It passes through the point, good. Check the slope: that of $1/x$ is "
                "negative; and that of $-1/x$?",
            ),
        ),
        (
            lambda x: 3 * (x - 1),
            "one_part_only",
            (
                "它经过切点，$x^3$ 那一部分的斜率也对。$-1/x$ 也有斜率，别漏了。",
                "It passes through the point, and the slope of $x^3$ is right. $-1/x$ has "
                "a slope as well.",
            ),
        ),
        (
            lambda x: x**3 - 1 / x,
            "value_for_slope",
            (
                "这是曲线自己。切线是一条直线：它在 $x=1$ 处和曲线一样高，也一样陡。",
                "That is the curve. The tangent is a straight line, as high and as steep "
                "as the curve at $x=1$.",
            ),
        ),
    ],
    hints=[
        (
            "一条直线要两样东西：它经过的一点，和它的斜率。先求 $f(1)$。",
            "A line takes two things: a point on it, and its slope. First find $f(1)$.",
        ),
        (
            "斜率是两部分之和，前两题刚求过：$x^3$ 的导数是 $3x^2$，$1/x$ 的导数是 "
            "$-1/x^2$，这里前面还有一个负号。代入 $x=1$，直线写成 $f(1)+m(x-1)$。",
            "The slope is a sum of two, and the last two exercises found them: $3x^2$ for "
            "$x^3$, and $-1/x^2$ for $1/x$, here with a minus before it. Put in $x=1$ and "
            "write the line as $f(1)+m(x-1)$.",
        ),
    ],
    solution=(
        "切点：$f(1)=1-1=0$，也就是 $(1,0)$。\n"
        "$x^3$ 的差商是 $3x^2+3xh+h^2$，在 $x=1$ 处趋于 3。\n"
        "$-1/x$ 的导数是 $1/x^2$，在 $x=1$ 处是 1。所以斜率是 $3+1=4$。\n"
        "过 $(1,0)$、斜率为 4 的直线：$y=4(x-1)$。",
        "The point: $f(1)=1-1=0$, so $(1,0)$.\n"
        "The quotient of $x^3$ is $3x^2+3xh+h^2$ and goes to 3 at $x=1$.\n"
        "The derivative of $-1/x$ is $1/x^2$, which is 1 at $x=1$. So the slope is $3+1=4$.\n"
        "The line through $(1,0)$ with slope 4: $y=4(x-1)$.",
    ),
    praise=(
        "在 $x=1$ 处，它和曲线一样高，也一样陡。看看图：它在那里贴着曲线。",
        "At $x=1$ it is as high and as steep as the curve. Look at the figure: there it "
        "hugs the curve.",
    ),
)

CORNER = Exercise(
    title=("尖角处的左右极限", "Left and right at a corner"),
    level=2,
    key=[0, 1],
    mistakes=[
        (
            [1, 0],
            "swapped",
            (
                "两个数都找到了，只是左右换了位置。在 0 的左边，曲线是平的，还是在上坡？",
                "Both numbers are found, but left and right have changed places. Left of "
                "0, is the curve level or climbing?",
            ),
        ),
        (
            [0.5, 0.5],
            "central_difference",
            (
                "0.5 是中心差商：它把左边的坡和右边的坡平均了。这里要把两边**分开**看。",
                "0.5 is the central difference: it averages the two slopes. Here look at "
                "each side **by itself**.",
            ),
        ),
        (
            0.5,
            "central_difference",
            (
                "0.5 是左右两边平均的结果。把两边**分开**看：左边一个数，右边一个数。",
                "0.5 is the average of the two sides. Look at each **by itself**: one "
                "number for the left, one for the right.",
            ),
        ),
        (
            [0, 0],
            "value_for_slope",
            (
                "左边对了。右边呢？0 是那一点的**高度**；往右走一步，它升多少？",
                "The left side is right. And the right one? 0 is the **height** there; one "
                "step to the right, how much does it rise?",
            ),
        ),
        (
            [-1, 1],
            "absolute_value",
            (
                "这是 $|x|$ 的左右极限。$\\max(0,x)$ 在左边是什么样子？",
                "These belong to $|x|$. What does $\\max(0,x)$ look like on the left?",
            ),
        ),
        (
            [1, 1],
            "sign_of_h",
            (
                "右边对了。从左边靠近时，$h$ 是**负**的：$\\max(0,h)$ 等于多少？",
                "The right side is right. Coming from the left, $h$ is **negative**: what "
                "is $\\max(0,h)$ then?",
            ),
        ),
    ],
    hints=[
        (
            "在 0 处，差商是 $(\\max(0,h)-0)/h$。$h$ 是负数时，$\\max(0,h)$ 等于多少？",
            "At 0 the quotient is $(\\max(0,h)-0)/h$. What is $\\max(0,h)$ when $h$ is negative?",
        ),
        (
            "用 $h=-0.1$ 和 $h=0.1$ 各算一次。再把 $h$ 变小，结果会变吗？",
            "Try $h=-0.1$ and $h=0.1$. Does the result change when $h$ gets smaller?",
        ),
    ],
    solution=(
        "差商是 $\\max(0,h)/h$。\n"
        "从左边来，$h<0$，$\\max(0,h)=0$，差商总是 0。\n"
        "从右边来，$h>0$，$\\max(0,h)=h$，差商总是 1。\n"
        "两边不相等，极限不存在：这个函数在 0 处没有导数。",
        "The quotient is $\\max(0,h)/h$.\n"
        "From the left $h<0$ and $\\max(0,h)=0$: it is always 0.\n"
        "From the right $h>0$ and $\\max(0,h)=h$: it is always 1.\n"
        "The two differ, so there is no limit: this function has no derivative at 0.",
    ),
    praise=(
        "两边不相等，所以它在 0 处没有导数。别处都有，这就够神经网络用了。",
        "The two differ, so there is no derivative at 0. It has one everywhere else, and "
        "that is enough for a neural network.",
    ),
)

MOTION = Exercise(
    title=("位置、速度、加速度", "Position, velocity, acceleration"),
    level=2,
    key=[4, 8, 6],
    mistakes=[
        (
            [8, 6, 0],
            "one_too_far",
            (
                "三个数整个往后错了一位：第一个问的是**位置**，不用求导。",
                "All three are one derivative too far: the first asks for the "
                "**position**, no derivative needed.",
            ),
        ),
        (
            [4, 4, 6],
            "value_for_slope",
            (
                "位置和加速度都对了。第二个你又写了一次位置：速度说的是位置变得**多快**。",
                "Position and acceleration are right. The second repeats the position: "
                "velocity tells **how fast** it changes.",
            ),
        ),
        (
            [4, 2, 6],
            "average_rate",
            (
                "位置和加速度都对了。2 是前两秒的**平均**速度，这里问的是 $t=2$ 这一刻。",
                "Position and acceleration are right. 2 is the **average** velocity of the "
                "first two seconds; asked for is the moment $t=2$.",
            ),
        ),
        (
            [4, 8, 8],
            "velocity_twice",
            (
                "位置和速度都对了。加速度不是速度本身，而是速度 $6t-4$ 变得**多快**。",
                "Position and velocity are right. Acceleration is not velocity, but **how "
                "fast** the velocity $6t-4$ changes.",
            ),
        ),
        (
            [4, 8, 3],
            "coefficient",
            (
                "位置和速度都对了。加速度要从**速度** $6t-4$ 出发：这条直线的斜率是多少？",
                "Position and velocity are right. For the acceleration start from the "
                "**velocity** $6t-4$: what is the slope of this line?",
            ),
        ),
        (
            [4, 8, 0],
            "derivative_of_a_value",
            (
                "位置和速度都对了。先求导，再代入 $t=2$：先代入，只剩一个常数，它当然不变。",
                "Position and velocity are right. Differentiate first, then put in $t=2$: "
                "a number put in too early no longer changes.",
            ),
        ),
    ],
    hints=[
        (
            "$s(t)=3t^2-4t$ 就是第 1.7 节的那个函数，只是自变量叫 $t$。它的导数是什么？",
            "$s(t)=3t^2-4t$ is the function of section 1.7, with $t$ for $x$. What is its "
            "derivative?",
        ),
        (
            "速度 $v(t)=6t-4$ 是一条直线。加速度是速度的导数，也就是这条直线的斜率。",
            "The velocity $v(t)=6t-4$ is a straight line. Acceleration is its derivative, "
            "the slope of this line.",
        ),
    ],
    solution=(
        "位置：$s(2)=12-8=4$。\n"
        "速度：$s'(t)=6t-4$，所以 $s'(2)=8$。\n"
        "加速度：$s''(t)$ 是直线 $6t-4$ 的斜率，处处是 6。\n"
        "所以答案是 `[4, 8, 6]`。",
        "Position: $s(2)=12-8=4$.\n"
        "Velocity: $s'(t)=6t-4$, so $s'(2)=8$.\n"
        "Acceleration: $s''(t)$ is the slope of the line $6t-4$, 6 everywhere.\n"
        "So the answer is `[4, 8, 6]`.",
    ),
    praise=(
        "加速度处处是 6：每过一秒，速度就增加 6。",
        "The acceleration is 6 at every moment: each second adds 6 to the velocity.",
    ),
)

SINGLE_PRECISION = Exercise(
    title=("先猜：换成 float32", "Guess first: in float32"),
    level=3,
    key="C",
    mistakes=[
        (
            "A",
            "as_in_float64",
            (
                "$10^{-8}$ 是 64 位时的好选择。可在 float32 里，1 旁边的下一个数是 "
                "$1+1.2×10^{-7}$：那么 $1+10^{-8}$ 会变成多少？",
                "$10^{-8}$ is good with 64 bits. But in float32 the next number after 1 is "
                "$1+1.2×10^{-7}$: what does $1+10^{-8}$ become?",
            ),
        ),
        (
            "B",
            "at_epsilon",
            (
                "$h$ 和 $\\varepsilon$ 一样大时，舍入误差大约是 $\\varepsilon/h=1$：答案全"
                "是碎屑。还要再大一些。",
                "With $h$ as small as $\\varepsilon$ the round-off is about "
                "$\\varepsilon/h=1$: nothing but crumbs. It has to be larger.",
            ),
        ),
        (
            "D",
            "central_difference",
            (
                "你用的是立方根，那是**中心**差商的规律。前向差商的截断误差和 $h$ 成比例，"
                "再想想两项相等的地方。",
                "That is the cube root, the rule for the **central** difference. The "
                "forward one is off by about $h$: where are the two errors equal?",
            ),
        ),
        (
            "E",
            "truncation",
            (
                "舍入误差是小了，可是截断误差和 $h$ 一样大，有 0.1。两头要照顾到。",
                "The round-off is small now, but the truncation error is as large as $h$, "
                "0.1. Mind both ends.",
            ),
        ),
    ],
    hints=[
        (
            "两种误差：截断误差大约是 $h$，舍入误差大约是 $\\varepsilon/h$。只是 "
            "$\\varepsilon$ 换了一个数。",
            "Two errors: truncation is about $h$, round-off about $\\varepsilon/h$. Only "
            "$\\varepsilon$ is another number now.",
        ),
        (
            "令 $h=\\varepsilon/h$，得到 $h=\\sqrt\\varepsilon$。$1.2×10^{-7}$ 的平方根大约"
            "是多少？",
            "$h=\\varepsilon/h$ gives $h=\\sqrt\\varepsilon$. What is the square root of "
            "$1.2×10^{-7}$, roughly?",
        ),
    ],
    solution=(
        "截断误差大约是 $h$，舍入误差大约是 $\\varepsilon/h$。\n"
        "两者相等时，$h^2=\\varepsilon$，也就是 $h=\\sqrt{1.2×10^{-7}}≈3×10^{-4}$。\n"
        "再大，割线太歪；再小，数字不够用。所以选 C。",
        "Truncation is about $h$, round-off about $\\varepsilon/h$.\n"
        "They are equal for $h^2=\\varepsilon$, so $h=\\sqrt{1.2×10^{-7}}≈3×10^{-4}$.\n"
        "Larger, and the secant is off; smaller, and the digits run out. So C.",
    ),
    praise=(
        "它正是 $\\varepsilon$ 的平方根。这时差商只有三四位可信，所以检验公式要用 64 位。",
        "It is the square root of $\\varepsilon$. Three or four digits can be trusted "
        "then, which is why formulas are tested with 64 bits.",
    ),
)

SAME_SLOPE = Exercise(
    title=("哪一点的斜率等于平均变化率", "Where the slope equals the average rate"),
    level=3,
    key=lambda a, b: (a + b) / 2,
    domain={"a": (-3, 0.5), "b": (1, 4)},
    formula=True,
    mistakes=[
        (
            "3*(a + b) - 4",
            "rate_itself",
            (
                "这是平均变化率本身，算得没错。再往前一步：哪一点 $c$ 的斜率 $6c-4$ 等于它？",
                "That is the average rate itself, and it is right. One step more: at which "
                "$c$ is the slope $6c-4$ equal to it?",
            ),
        ),
        (
            "(b - a)/2",
            "half_the_width",
            (
                "这是区间长度的一半。从 $a$ 出发，再走这么远，就到了。",
                "That is half the length of the stretch. Start from $a$ and go that far.",
            ),
        ),
        (
            "a + b",
            "twice_as_far",
            (
                "就差一步了：解 $6c-4=3(a+b)-4$ 的时候，两边要除以多少？",
                "One step short: in solving $6c-4=3(a+b)-4$, by what are both sides divided?",
            ),
        ),
        (
            "3*(a + b)",
            "not_solved",
            (
                "方程 $6c=3(a+b)$ 列对了，把它解到底：$c$ 等于什么？",
                "The equation $6c=3(a+b)$ is right. Solve it to the end: what is $c$?",
            ),
        ),
    ],
    hints=[
        (
            "先化简平均变化率 $(u(b)-u(a))/(b-a)$。提醒：$b^2-a^2=(b-a)(b+a)$。",
            "Simplify the average rate $(u(b)-u(a))/(b-a)$ first. Remember $b^2-a^2=(b-a)(b+a)$.",
        ),
        (
            "平均变化率是 $3(a+b)-4$，一点的斜率是 $6c-4$。令两者相等，解出 $c$。",
            "The average rate is $3(a+b)-4$, the slope at one point $6c-4$. Set them equal "
            "and solve for $c$.",
        ),
    ],
    solution=(
        "$u(b)-u(a)=3(b^2-a^2)-4(b-a)=(b-a)(3(a+b)-4)$。\n"
        "除以 $b-a$，平均变化率是 $3(a+b)-4$。\n"
        "令 $6c-4=3(a+b)-4$，得到 $c=(a+b)/2$：正好是中点。",
        "$u(b)-u(a)=3(b^2-a^2)-4(b-a)=(b-a)(3(a+b)-4)$.\n"
        "Divided by $b-a$, the average rate is $3(a+b)-4$.\n"
        "From $6c-4=3(a+b)-4$ follows $c=(a+b)/2$: the midpoint.",
    ),
    praise=(
        "正好是中点。每一条抛物线都是这样：这也是中心差商对二次函数毫无误差的原因。",
        "The midpoint. Every parabola does this, and that is why the central difference "
        "makes no error on it.",
    ),
)

EXERCISES = [
    SLOPE_OF_A_LINE,
    STEEPEST_POINT,
    LEVEL_TANGENTS,
    AVERAGE_RATE,
    FROM_OUTSIDE,
    VANISHING_SECANT,
    DIFFERENCE_QUOTIENT,
    RECIPROCAL,
    TANGENT_LINE,
    CORNER,
    MOTION,
    SINGLE_PRECISION,
    SAME_SLOPE,
]
