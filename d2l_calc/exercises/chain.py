"""Exercises of chapter 7, the chain rule in several variables."""

import numpy as np

from d2l_calc.grader import Exercise

MOVE_A_LITTLE = Exercise(
    title=("先猜：$x$ 动一点", "Guess first: $x$ moves a little"),
    level=1,
    key="C",
    mistakes=[
        (
            "A",
            "one_path",
            (
                "经过 $u$ 的那条路，你算对了：$6\\times2\\times0.01$。$x$ 到 $z$ 只有这一条路吗？",
                "The path through $u$ is right: $6\\times2\\times0.01$. Is it the only path from "
                "$x$ to $z$?",
            ),
        ),
        (
            "B",
            "one_path",
            (
                "经过 $v$ 的那条路，你算对了：$1\\times1\\times0.01$。另一条路上的变化更大。",
                "The path through $v$ is right: $1\\times1\\times0.01$. More comes along the other "
                "path.",
            ),
        ),
        (
            "D",
            "paths_multiplied",
            (
                "你把两条路的倍数乘在了一起。同一条路上的倍数相乘；两条**不同的**路送来的变化，"
                "在 $z$ 那里怎样合起来？",
                "You multiplied the factors of both paths. Factors **along** one path multiply. "
                "How do the changes that two **different** paths bring come together at $z$?",
            ),
        ),
    ],
    hints=[
        (
            "分开想：$x$ 动 0.01，$u$ 动多少，$v$ 动多少？",
            "One at a time: when $x$ moves by 0.01, by how much does $u$ move, and $v$?",
        ),
        (
            "$u$ 动 0.02，$v$ 动 0.01。$u$ 动 1，$z$ 动 6；$v$ 动 1，$z$ 动 1。",
            "$u$ moves by 0.02 and $v$ by 0.01. $z$ moves 6 for each 1 of $u$, and 1 for each 1 "
            "of $v$.",
        ),
    ],
    solution=(
        "经过 $u$：$0.01\\times2\\times6=0.12$。\n"
        "经过 $v$：$0.01\\times1\\times1=0.01$。\n"
        "两份变化加起来，大约 0.13。选 C。",
        "Through $u$: $0.01\\times2\\times6=0.12$.\n"
        "Through $v$: $0.01\\times1\\times1=0.01$.\n"
        "The two changes add up to about 0.13: C.",
    ),
    praise=(
        "一条路上相乘，不同的路相加。整章就是这句话。",
        "Multiply along a path, add over paths. That is the whole chapter.",
    ),
)

COUNT_PATHS = Exercise(
    title=("先猜：有几条路", "Guess first: how many paths?"),
    level=1,
    key=27,
    mistakes=[
        (
            9,
            "nodes_counted",
            (
                "9 是中间圆圈的个数，也是头两排的走法数。一条路要穿过三排，每一排选几次？",
                "9 is the number of circles in between, and of the ways through two columns. A "
                "path goes through three; how many choices are there in each?",
            ),
        ),
        (
            24,
            "edges_counted",
            (
                "你数的是箭头。一条路要走好几个箭头，同一个箭头又在好几条路上。",
                "You counted the arrows. A path takes several arrows, and an arrow lies on several "
                "paths.",
            ),
        ),
        (
            3,
            "one_column",
            (
                "从 $x$ 出发确实有 3 种走法。可是到了第一排，往下走又要选。",
                "There are 3 ways to leave $x$, right. But in the first column there is another "
                "choice to make.",
            ),
        ),
        (
            81,
            "one_too_many",
            (
                "每一排选一次，这个想法对。最后一步是走到 $z$，那里还有得选吗？",
                "One choice for each column, right. The last step goes to $z$: is there anything "
                "left to choose?",
            ),
        ),
    ],
    hints=[
        (
            "先只看头一排：从 $x$ 走到第一排，有几种走法？再走一排呢？",
            "Take the first column alone: in how many ways can you go there from $x$? And one "
            "column further?",
        ),
        (
            "每过一排，走法就乘 3。一共三排，最后走到 $z$ 没得选。",
            "Each column multiplies the number of ways by 3. There are three columns, and no "
            "choice in the last step to $z$.",
        ),
    ],
    solution=(
        "第一排选一个圆圈：3 种；第二排：3 种；第三排：3 种；走到 $z$：1 种。\n"
        "$3\\times3\\times3=27$ 条路，而箭头只有 $3+9+9+3=24$ 个。",
        "A circle in the first column: 3 ways; in the second: 3; in the third: 3; to $z$: 1.\n"
        "That makes $3\\times3\\times3=27$ paths, on only $3+9+9+3=24$ arrows.",
    ),
    praise=(
        "再加一排，路乘 3，箭头只多 9 个。所以不能一条路一条路地算。",
        "One more column, and there are 3 times as many paths, but only 9 more arrows. So nobody "
        "goes path by path.",
    ),
)

ALONG_A_CURVE = Exercise(
    title=("一个 $t$，两条路", "One $t$, two paths"),
    level=1,
    key=lambda t: 2 * t**2 * np.sin(t) * np.cos(t) + 2 * t * np.sin(t) ** 2,
    domain={"t": (0.2, 3)},
    derivative_of=lambda t: np.sin(t) ** 2 * t**2,
    formula=True,
    mistakes=[
        (
            "2*t**2*sin(t)*cos(t)",
            "one_path",
            (
                "经过 $x$ 的路完全对了。$t$ 还从哪里影响 $z$？",
                "The path through $x$ is exactly right. Where else does $t$ reach $z$?",
            ),
        ),
        (
            "2*t*sin(t)**2",
            "one_path",
            (
                "经过 $y$ 的路完全对了。$t$ 还从哪里影响 $z$？",
                "The path through $y$ is exactly right. Where else does $t$ reach $z$?",
            ),
        ),
        (
            "2*t**2*sin(t) + sin(t)**2",
            "missing_inner",
            (
                "两条路都看见了，$\\partial z/\\partial x$ 和 $\\partial z/\\partial y$ 也对。"
                "每条路上还有一段没有乘：$x$ 和 $y$ 自己随 $t$ 变得多快？",
                "Both paths are there, and $\\partial z/\\partial x$ and $\\partial z/\\partial y$ "
                "are right. Each path has one more piece: how fast do $x$ and $y$ themselves "
                "change with $t$?",
            ),
        ),
        (
            "2*sin(t)*cos(t) + 2*t",
            "other_factor_lost",
            (
                "$\\frac{dx}{dt}$ 和 $\\frac{dy}{dt}$ 都乘上了。再看 $\\partial z/\\partial x$："
                "对 $x$ 求偏导时，$y$ 是常数，不是不见了。",
                "$\\frac{dx}{dt}$ and $\\frac{dy}{dt}$ are both there. Look at "
                "$\\partial z/\\partial x$ again: $y$ is held constant, but it does not vanish.",
            ),
        ),
        (
            "4*t*sin(t)**2*t**2*cos(t)*sin(t)",
            "paths_multiplied",
            (
                "两条路各自都对，你把它们乘了起来。不同的路送来的变化应该怎样合？",
                "Each path is right, and you multiplied them. How do changes from different paths "
                "come together?",
            ),
        ),
    ],
    hints=[
        (
            "画图：$t$ 连到 $x$ 和 $y$，两个都连到 $z$。四个箭头上各写一个导数。",
            "Draw it: $t$ leads to $x$ and $y$, both lead to $z$. Write a derivative on each of "
            "the four arrows.",
        ),
        (
            "$\\frac{\\partial z}{\\partial x}=2xy$，$\\frac{dx}{dt}=\\cos t$，"
            "$\\frac{\\partial z}{\\partial y}=x^2$，$\\frac{dy}{dt}=2t$。"
            "路上相乘，路间相加，再把 $x$、$y$ 换成 $t$。",
            "$\\frac{\\partial z}{\\partial x}=2xy$, $\\frac{dx}{dt}=\\cos t$, "
            "$\\frac{\\partial z}{\\partial y}=x^2$, $\\frac{dy}{dt}=2t$. Multiply along a path, "
            "add the paths, then put $t$ for $x$ and $y$.",
        ),
    ],
    solution=(
        "经过 $x$：$2xy\\cdot\\cos t=2t^2\\sin t\\cos t$。\n"
        "经过 $y$：$x^2\\cdot2t=2t\\sin^2t$。\n"
        "加起来：$2t^2\\sin t\\cos t+2t\\sin^2t$。",
        "Through $x$: $2xy\\cdot\\cos t=2t^2\\sin t\\cos t$.\n"
        "Through $y$: $x^2\\cdot2t=2t\\sin^2t$.\n"
        "Together: $2t^2\\sin t\\cos t+2t\\sin^2t$.",
    ),
    praise=(
        "把 $z$ 直接写成 $t^2\\sin^2t$，用乘积法则求导，结果一样：乘积法则就是两条路。",
        "Written as $t^2\\sin^2t$, the product rule gives the same: the product rule is two paths.",
    ),
)


def _three_paths(fx, fy, fz, xa, ya, za, xb, yb, zb):
    return np.array([fx * xa + fy * ya + fz * za, fx * xb + fy * yb + fz * zb])


THREE_PATHS = Exercise(
    title=("三个中间变量", "Three in between"),
    level=2,
    key=_three_paths,
    domain=dict.fromkeys(["fx", "fy", "fz", "xa", "ya", "za", "xb", "yb", "zb"], (-2, 2)),
    mistakes=[
        (
            lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [fx * xa, fx * xb],
            "one_path",
            (
                "经过 $x$ 的路对了。$y$ 和 $z$ 里也有 $a$ 和 $b$，它们也要把变化送到 $u$。",
                "The path through $x$ is right. There is $a$ and $b$ in $y$ and $z$ as well, and "
                "they carry changes to $u$ too.",
            ),
        ),
        (
            lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
                (fx + fy + fz) * (xa + ya + za),
                (fx + fy + fz) * (xb + yb + zb),
            ],
            "sums_multiplied",
            (
                "九个导数都用上了。可是先加后乘，会多出 $f_x\\,y_a$ 这样的项：有没有一条路，"
                "前半段去 $y$，后半段从 $x$ 出来？",
                "All nine derivatives are used. But adding first brings in terms like $f_x\\,y_a$: "
                "is there a path that goes to $y$ and comes out of $x$?",
            ),
        ),
        (
            lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
                fx * fy * fz * xa * ya * za,
                fx * fy * fz * xb * yb * zb,
            ],
            "paths_multiplied",
            (
                "每条路上的两段都对。三条路之间不是乘。",
                "The two pieces of each path are right. Different paths are not multiplied.",
            ),
        ),
        (
            lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [xa + ya + za, xb + yb + zb],
            "outer_forgotten",
            (
                "$x$、$y$、$z$ 各变多少，你写出来了。它们变了以后，$u$ 又各变多少？",
                "That is how much $x$, $y$ and $z$ change. And how much does $u$ change with each?",
            ),
        ),
        (
            lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
                fx * xb + fy * yb + fz * zb,
                fx * xa + fy * ya + fz * za,
            ],
            "order",
            (
                "两个式子都对，次序反了：先写对 $a$ 的，再写对 $b$ 的。",
                "Both are right, in the other order: first the one for $a$, then the one for $b$.",
            ),
        ),
    ],
    hints=[
        (
            "画图：$a$ 和 $b$ 在左，$x$、$y$、$z$ 在中间，$u$ 在右。从 $a$ 到 $u$ 有几条路？",
            "Draw it: $a$ and $b$ on the left, $x$, $y$, $z$ in the middle, $u$ on the right. How "
            "many paths lead from $a$ to $u$?",
        ),
        (
            "每条路有两段，比如 $\\frac{\\partial u}{\\partial x}\\cdot"
            "\\frac{\\partial x}{\\partial a}$，也就是 `fx*xa`。三条路加起来。",
            "Each path has two pieces, such as $\\frac{\\partial u}{\\partial x}\\cdot"
            "\\frac{\\partial x}{\\partial a}$, which is `fx*xa`. Add up the three.",
        ),
        (
            "对 $a$：`fx*xa + fy*ya + fz*za`。对 $b$ 只要把 `a` 换成 `b`。",
            "For $a$: `fx*xa + fy*ya + fz*za`. For $b$ put `b` in place of `a`.",
        ),
    ],
    solution=(
        "$\\frac{\\partial u}{\\partial a}=\\frac{\\partial u}{\\partial x}\\frac{\\partial x}"
        "{\\partial a}+\\frac{\\partial u}{\\partial y}\\frac{\\partial y}{\\partial a}+"
        "\\frac{\\partial u}{\\partial z}\\frac{\\partial z}{\\partial a}$\n"
        "$\\frac{\\partial u}{\\partial b}=\\frac{\\partial u}{\\partial x}\\frac{\\partial x}"
        "{\\partial b}+\\frac{\\partial u}{\\partial y}\\frac{\\partial y}{\\partial b}+"
        "\\frac{\\partial u}{\\partial z}\\frac{\\partial z}{\\partial b}$\n"
        "写成代码：`[fx*xa + fy*ya + fz*za, fx*xb + fy*yb + fz*zb]`。",
        "$\\frac{\\partial u}{\\partial a}=\\frac{\\partial u}{\\partial x}\\frac{\\partial x}"
        "{\\partial a}+\\frac{\\partial u}{\\partial y}\\frac{\\partial y}{\\partial a}+"
        "\\frac{\\partial u}{\\partial z}\\frac{\\partial z}{\\partial a}$\n"
        "$\\frac{\\partial u}{\\partial b}=\\frac{\\partial u}{\\partial x}\\frac{\\partial x}"
        "{\\partial b}+\\frac{\\partial u}{\\partial y}\\frac{\\partial y}{\\partial b}+"
        "\\frac{\\partial u}{\\partial z}\\frac{\\partial z}{\\partial b}$\n"
        "In code: `[fx*xa + fy*ya + fz*za, fx*xb + fy*yb + fz*zb]`.",
    ),
    praise=(
        "写成矩阵，就是一行 $(f_x,f_y,f_z)$ 乘一个 3×2 的雅可比矩阵。",
        "As matrices: the row $(f_x,f_y,f_z)$ times a 3×2 Jacobian.",
    ),
)


def _pieces(r, s):
    x, y = 2 * r + s, r - s**2
    return np.array([4 * x * y + x**2, 2 * x * y - 2 * s * x**2])


FOUR_PATHS = Exercise(
    title=("两个输入，四条路", "Two inputs, four paths"),
    level=2,
    key=_pieces,
    domain={"r": (-2, 2), "s": (-2, 2)},
    derivative_of=lambda r, s: (2 * r + s) ** 2 * (r - s**2),
    mistakes=[
        (
            lambda r, s: [4 * (2 * r + s) * (r - s**2), 2 * (2 * r + s) * (r - s**2)],
            "one_path",
            (
                "经过 $x$ 的两条路都对了。$y$ 里也有 $r$ 和 $s$，那两条路呢？",
                "Both paths through $x$ are right. There is $r$ and $s$ in $y$ too: what of those "
                "two paths?",
            ),
        ),
        (
            lambda r, s: [(2 * r + s) ** 2, -2 * s * (2 * r + s) ** 2],
            "one_path",
            (
                "经过 $y$ 的两条路都对了。经过 $x$ 的那两条呢？",
                "Both paths through $y$ are right. What of the two through $x$?",
            ),
        ),
        (
            lambda r, s: [
                2 * (2 * r + s) * (r - s**2) + (2 * r + s) ** 2,
                2 * (2 * r + s) * (r - s**2) + (2 * r + s) ** 2,
            ],
            "missing_inner",
            (
                "$f$ 对 $x$ 和 $y$ 的偏导都对。可是 $x$ 随 $r$ 变多快，随 $s$ 变多快？"
                "两个答案不该一样。",
                "The partial derivatives of $f$ by $x$ and $y$ are right. But how fast does $x$ "
                "change with $r$, and with $s$? The two answers should not be the same.",
            ),
        ),
        (
            lambda r, s: [
                4 * (2 * r + s) * (r - s**2) + (2 * r + s) ** 2,
                2 * (2 * r + s) * (r - s**2) + 2 * s * (2 * r + s) ** 2,
            ],
            "sign_of_one_piece",
            (
                "第一个全对，第二个差一个符号：$y=r-s^2$ 对 $s$ 求偏导，前面有没有负号？",
                "The first is right; the second is off by one sign. $y=r-s^2$ by $s$: is there a "
                "minus?",
            ),
        ),
        (
            lambda r, s: _pieces(r, s)[::-1],
            "order",
            (
                "两个式子都对，次序反了：先对 $r$，再对 $s$。",
                "Both are right, in the other order: first by $r$, then by $s$.",
            ),
        ),
    ],
    hints=[
        (
            "先写六块：$f_x$、$f_y$，$x_r$、$x_s$，$y_r$、$y_s$。",
            "First the six pieces: $f_x$, $f_y$, then $x_r$, $x_s$, then $y_r$, $y_s$.",
        ),
        (
            "六块是 $f_x=2xy$，$f_y=x^2$，$x_r=2$，$x_s=1$，$y_r=1$，$y_s=-2s$。",
            "They are $f_x=2xy$, $f_y=x^2$, $x_r=2$, $x_s=1$, $y_r=1$, $y_s=-2s$.",
        ),
        (
            "函数里先算 `x = 2*r + s` 和 `y = r - s*s`，再交回 `[f_x*x_r + f_y*y_r, …]`。",
            "In the function first `x = 2*r + s` and `y = r - s*s`, then give back "
            "`[f_x*x_r + f_y*y_r, …]`.",
        ),
    ],
    solution=(
        "$f_x=2xy$，$f_y=x^2$；$x_r=2$，$x_s=1$，$y_r=1$，$y_s=-2s$。\n"
        "$\\frac{\\partial f}{\\partial r}=2xy\\cdot2+x^2\\cdot1=4xy+x^2$。\n"
        "$\\frac{\\partial f}{\\partial s}=2xy\\cdot1+x^2\\cdot(-2s)=2xy-2sx^2$。\n"
        "其中 $x=2r+s$，$y=r-s^2$。",
        "$f_x=2xy$, $f_y=x^2$; $x_r=2$, $x_s=1$, $y_r=1$, $y_s=-2s$.\n"
        "$\\frac{\\partial f}{\\partial r}=2xy\\cdot2+x^2\\cdot1=4xy+x^2$.\n"
        "$\\frac{\\partial f}{\\partial s}=2xy\\cdot1+x^2\\cdot(-2s)=2xy-2sx^2$.\n"
        "With $x=2r+s$ and $y=r-s^2$.",
    ),
    praise=(
        "$f_x$ 和 $f_y$ 只算一次，两个答案都用上了它们。",
        "$f_x$ and $f_y$ are worked out once, and both answers use them.",
    ),
)


def _used_twice(w):
    h = np.tanh(w)
    return 2 * (w * h - 1) * (h + w * (1 - h**2))


USED_TWICE = Exercise(
    title=("同一个权重用了两次", "One weight, used twice"),
    level=2,
    key=_used_twice,
    domain={"w": (-2, 2)},
    derivative_of=lambda w: (w * np.tanh(w) - 1) ** 2,
    formula=True,
    mistakes=[
        (
            "2*(w*tanh(w) - 1)*tanh(w)",
            "one_path",
            (
                "$w$ 直接乘在 $h$ 上的那条路对了。可 $h$ 里也有 $w$。",
                "The path on which $w$ multiplies $h$ is right. But there is a $w$ inside $h$ too.",
            ),
        ),
        (
            "2*(w*tanh(w) - 1)*w*(1 - tanh(w)**2)",
            "one_path",
            (
                "经过 $h$ 的那条路对了。$w$ 还直接乘在 $h$ 上，那条路呢？",
                "The path through $h$ is right. $w$ also multiplies $h$ directly: what of that "
                "path?",
            ),
        ),
        (
            "tanh(w) + w*(1 - tanh(w)**2)",
            "outer_forgotten",
            (
                "两条路都对，走到了 $\\hat y$。从 $\\hat y$ 到 $L$ 还有一段。",
                "Both paths are right, as far as $\\hat y$. One more piece leads on to $L$.",
            ),
        ),
        (
            "2*(w*tanh(w) - 1)*(1 - tanh(w)**2)",
            "product_of_derivatives",
            (
                "外面的 $2(\\hat y-1)$ 对。$\\hat y=w\\,h$ 是乘积，不能把两个导数乘起来："
                "$w$ 的变化走两条路。",
                "The outer $2(\\hat y-1)$ is right. $\\hat y=w\\,h$ is a product, and not the "
                "product of the derivatives: a change of $w$ takes two paths.",
            ),
        ),
        (
            "2*(w*tanh(w) - 1)",
            "inner_forgotten",
            (
                "最后一段 $dL/d\\hat y$ 对了。往回走，$\\hat y$ 随 $w$ 变多快？",
                "The last piece, $dL/d\\hat y$, is right. Further back: how fast does $\\hat y$ "
                "change with $w$?",
            ),
        ),
    ],
    hints=[
        (
            "$w$ 有两个箭头：一个直接到 $\\hat y$，一个先到 $h$。",
            "Two arrows leave $w$: one straight to $\\hat y$, one to $h$ first.",
        ),
        (
            "$\\frac{d\\hat y}{dw}=h+w\\,(1-h^2)$，再乘 $\\frac{dL}{d\\hat y}=2(\\hat y-1)$。",
            "$\\frac{d\\hat y}{dw}=h+w\\,(1-h^2)$, times $\\frac{dL}{d\\hat y}=2(\\hat y-1)$.",
        ),
    ],
    solution=(
        "$\\frac{dL}{d\\hat y}=2(\\hat y-1)$。\n"
        "直接的路：$\\frac{\\partial\\hat y}{\\partial w}=h$。\n"
        "经过 $h$ 的路：$\\frac{\\partial\\hat y}{\\partial h}\\cdot\\frac{dh}{dw}=w\\,(1-h^2)$。\n"
        "合起来：$2(wh-1)\\,\\bigl(h+w(1-h^2)\\bigr)$，其中 $h=\\tanh w$。",
        "$\\frac{dL}{d\\hat y}=2(\\hat y-1)$.\n"
        "Straight: $\\frac{\\partial\\hat y}{\\partial w}=h$.\n"
        "Through $h$: $\\frac{\\partial\\hat y}{\\partial h}\\cdot\\frac{dh}{dw}=w\\,(1-h^2)$.\n"
        "Together: $2(wh-1)\\,\\bigl(h+w(1-h^2)\\bigr)$ with $h=\\tanh w$.",
    ),
    praise=(
        "一个参数用在几处，就有几条路，梯度加起来。自动微分的程序也必须这样做。",
        "A parameter that is used in several places has several paths, and its gradients add up. "
        "A program that differentiates has to do the same.",
    ),
)

BACK_TO_THE_INPUT = Exercise(
    title=("往回传一层", "Back through one layer"),
    level=2,
    key=[2, 5],
    mistakes=[
        (
            [0, 1],
            "not_transposed",
            (
                "你算的是 $W\\nabla_yL$，又往**前**走了一层。往回走，要换成从输出到输入的箭头。",
                "That is $W\\nabla_yL$: one more layer **forward**. On the way back the arrows "
                "lead from outputs to inputs.",
            ),
        ),
        (
            [5, -1],
            "forward_value",
            (
                "这是 $Wx$，前向的值。问的是损失对 $x$ 的梯度。",
                "That is $Wx$, the value going forward. Asked for is the gradient of the loss by "
                "$x$.",
            ),
        ),
        (
            [6, -1],
            "componentwise",
            (
                "你把 $\\nabla_yL$ 和 $x$ 逐个乘了。对 $x_j$ 的偏导里没有 $x_j$ 自己，只有 $W$ "
                "的第 $j$ 列。",
                "You multiplied $\\nabla_yL$ and $x$ entry by entry. The derivative by $x_j$ has "
                "no $x_j$ in it, only column $j$ of $W$.",
            ),
        ),
        (
            [2, 0],
            "one_path",
            (
                "$x_1$ 的对了。$x_2$ 到 $L$ 有几条路？$y$ 的两个分量里都有它吗？",
                "Right for $x_1$. How many paths lead from $x_2$ to $L$? Is it in both entries of "
                "$y$?",
            ),
        ),
        (
            [2, 4],
            "one_path",
            (
                "$x_1$ 的对了。$x_2$ 经过 $y_1$ 的路也对。它还经过 $y_2$ 吗？",
                "Right for $x_1$, and for the path of $x_2$ through $y_1$. Does $x_2$ also go "
                "through $y_2$?",
            ),
        ),
    ],
    hints=[
        (
            "$y_1=x_1+2x_2$，$y_2=-x_2$。$x_2$ 出现在两个式子里。",
            "$y_1=x_1+2x_2$ and $y_2=-x_2$. There is an $x_2$ in both.",
        ),
        (
            "$\\frac{\\partial L}{\\partial x_2}=\\frac{\\partial L}{\\partial y_1}"
            "\\cdot2+\\frac{\\partial L}{\\partial y_2}\\cdot(-1)$。整个写成 $W^\\top\\nabla_yL$。",
            "$\\frac{\\partial L}{\\partial x_2}=\\frac{\\partial L}{\\partial y_1}"
            "\\cdot2+\\frac{\\partial L}{\\partial "
            "y_2}\\cdot(-1)$. All at once it is $W^\\top\\nabla_yL$.",
        ),
    ],
    solution=(
        "$\\nabla_xL=W^\\top\\nabla_yL$。\n"
        "第一个：$1\\cdot2+0\\cdot(-1)=2$。\n"
        "第二个：$2\\cdot2+(-1)\\cdot(-1)=5$。",
        "$\\nabla_xL=W^\\top\\nabla_yL$.\n"
        "First entry: $1\\cdot2+0\\cdot(-1)=2$.\n"
        "Second entry: $2\\cdot2+(-1)\\cdot(-1)=5$.",
    ),
    praise=(
        "值往前走乘 $W$，梯度往回走乘 $W^\\top$。",
        "Values go forward through $W$, gradients go back through $W^\\top$.",
    ),
)

GRADIENT_OF_WEIGHTS = Exercise(
    title=("权重的梯度", "The gradient of the weights"),
    level=2,
    key=lambda x, g: np.outer(g, x),
    domain={"x": (-2, 2), "g": (-2, 2)},
    shapes={"x": (3,), "g": (2,)},
    mistakes=[
        (
            lambda x, g: np.outer(x, g),
            "layout",
            (
                "每个数都对，只是行和列换了位置：3×2 是 $D_WL$ 的形状（分子布局）。"
                "梯度 $\\nabla_WL$ 的形状要和 $W$ 一样。",
                "Every number is right, but rows and columns have changed places: 3×2 is the shape "
                "of $D_WL$ (numerator layout). The gradient $\\nabla_WL$ has the shape of $W$.",
            ),
        ),
        (
            lambda x, g: np.sum(g) * np.ones((2, 1)) * x,
            "index",
            (
                "$x_j$ 的位置对了。第 $i$ 行只该有 $g_i$ 一个：$W_{ij}$ 只出现在 $y_i$ 里。",
                "The $x_j$ are in their places. Row $i$ has $g_i$ alone: $W_{ij}$ occurs in $y_i$ "
                "only.",
            ),
        ),
        (
            lambda x, g: np.ones((2, 1)) * x,
            "outer_forgotten",
            (
                "$\\partial y_i/\\partial W_{ij}=x_j$ 对了。从 $y_i$ 到 $L$ 的那一段还没乘。",
                "$\\partial y_i/\\partial W_{ij}=x_j$ is right. The piece from $y_i$ to $L$ is "
                "still missing.",
            ),
        ),
        (
            lambda x, g: np.ones((1, 3)) * g[:, None],
            "inner_forgotten",
            (
                "从 $y_i$ 到 $L$ 的那一段 $g_i$ 对了。$W_{ij}$ 动 1，$y_i$ 动多少？",
                "The piece $g_i$ from $y_i$ to $L$ is right. By how much does $y_i$ move when "
                "$W_{ij}$ moves by 1?",
            ),
        ),
    ],
    hints=[
        (
            "先看一个：$W_{ij}$ 只出现在 $y_i$ 里，乘的是 $x_j$。",
            "Take one of them: $W_{ij}$ occurs in $y_i$ only, where it multiplies $x_j$.",
        ),
        (
            "第 $i$ 行第 $j$ 列是 $g_i\\,x_j$：一列乘一行。NumPy 里可以用 `np.outer`。",
            "Row $i$, column $j$ holds $g_i\\,x_j$: a column times a row. NumPy has `np.outer`.",
        ),
    ],
    solution=(
        "$\\frac{\\partial L}{\\partial W_{ij}}=\\frac{\\partial L}{\\partial y_i}"
        "\\cdot\\frac{\\partial y_i}{\\partial W_{ij}}=g_i\\,x_j$。\n"
        "排成和 $W$ 一样的 2×3：$g\\,x^\\top$，代码是 `np.outer(g, x)`。",
        "$\\frac{\\partial L}{\\partial W_{ij}}=\\frac{\\partial L}{\\partial y_i}"
        "\\cdot\\frac{\\partial y_i}{\\partial W_{ij}}=g_i\\,x_j$.\n"
        "Arranged as $W$ is, 2×3: $g\\,x^\\top$, in code `np.outer(g, x)`.",
    ),
    praise=(
        "六个权重的梯度，只花六次乘法，一个乘一个。",
        "The gradient of six weights takes six multiplications, one for each.",
    ),
)

WHICH_ORDER = Exercise(
    title=("先猜：倒过来的形状", "Guess first: the other way round"),
    level=2,
    key="B",
    mistakes=[
        (
            "A",
            "reverse_always",
            (
                "反向一遍得到的是**一个输出**对所有输入的导数。这里有 1000 个输出，要走几遍？",
                "One sweep back gives the derivatives of **one output** by all inputs. There are "
                "1000 outputs: how many sweeps?",
            ),
        ),
        (
            "C",
            "order_does_not_matter",
            (
                "结果确实一样。乘法的次数却要看从哪一头开始乘：中间出来的是一列，还是一个大矩阵？",
                "The result is the same. But the number of multiplications depends on the end you "
                "begin at: is what comes in between a column, or a large matrix?",
            ),
        ),
    ],
    hints=[
        (
            "前向一遍，得到一个输入对**所有**输出的影响。这里有几个输入？",
            "One sweep forward gives what one input does to **all** outputs. How many inputs are "
            "there?",
        ),
        (
            "从左往右乘，中间是 $1000\\times100$ 的矩阵；从右往左乘，中间一直是一列。",
            "From the left, a matrix of $1000\\times100$ is carried along; from the right, always "
            "one column.",
        ),
    ],
    solution=(
        "只有一个输入，前向走一遍就够了：中间一直是一列数。\n"
        "反向要从 1000 个输出各走一遍。\n"
        "所以前向省。选 B。哪一头窄，就从哪一头开始。",
        "There is one input, so one sweep forward is enough: a column is all that is carried.\n"
        "Reverse takes one sweep from each of 1000 outputs.\n"
        "So forward: B. Begin at the narrow end.",
    ),
    praise=(
        "哪一头窄，就从哪一头开始。训练时输出只有一个损失，所以用反向。",
        "Begin at the narrow end. In training the output is one loss, hence reverse.",
    ),
)

LEAST_SQUARES = Exercise(
    title=("许多数据，一个损失", "Many data, one loss"),
    level=3,
    key=lambda X, w, y: 2 * X.T @ (X @ w - y),
    domain={"X": (-2, 2), "w": (-2, 2), "y": (-2, 2)},
    shapes={"X": (4, 3), "w": (3,), "y": (4,)},
    mistakes=[
        (
            lambda X, w, y: X.T @ (X @ w - y),
            "outer_factor",
            (
                "形状和方向都对。$\\lVert b\\rVert^2$ 对 $b$ 的梯度，前面有个系数。",
                "Shape and direction are right. The gradient of $\\lVert b\\rVert^2$ by $b$ has a "
                "factor in front.",
            ),
        ),
        (
            lambda X, w, y: 2 * X.T @ (X @ w),
            "target_lost",
            (
                "链条都对：先 $2b$，再乘 $X^\\top$。可是 $b$ 是 $Xw$ 减去什么？",
                "The chain is right: $2b$ first, then $X^\\top$. But $b$ is $Xw$ minus what?",
            ),
        ),
        (
            lambda X, w, y: X.T @ np.ones(4),
            "outer_forgotten",
            (
                "$X^\\top$ 想到了。它该乘在哪一列上？从 $b$ 到 $z$ 的那一段还没有。",
                "$X^\\top$ is right. Which column does it multiply? The piece from $b$ to $z$ is "
                "missing.",
            ),
        ),
        (
            lambda X, w, y: 2 * (X[0] @ w - y[0]) * X[0],
            "one_path",
            (
                "这是第一条数据的那一份，完全对。每条数据都是一条路，其余的呢？",
                "That is the share of the first row of data, and exactly right. Every row is a "
                "path: what of the others?",
            ),
        ),
        (
            lambda X, w, y: 2 * X.T @ (X @ w - y) / 4,
            "mean_for_sum",
            (
                "你求的是**平均**损失的梯度。这里的 $z$ 是和，没有除以数据的条数。",
                "That is the gradient of the **mean** loss. This $z$ is a sum; it is not divided "
                "by the number of rows.",
            ),
        ),
    ],
    hints=[
        (
            "三步：$a=Xw$，$b=a-y$，$z=\\lVert b\\rVert^2$。每一步的雅可比矩阵是什么形状？",
            "Three steps: $a=Xw$, $b=a-y$, $z=\\lVert b\\rVert^2$. What shape has the Jacobian of "
            "each?",
        ),
        (
            "$D_bz=2b^\\top$（1×4），$D_ab=I$（4×4），$D_wa=X$（4×3）。乘起来是一行。",
            "$D_bz=2b^\\top$ (1×4), $D_ab=I$ (4×4), $D_wa=X$ (4×3). Their product is a row.",
        ),
        (
            "$D_wz=2b^\\top X$，转置：$2X^\\top b$。代码里是 `2 * X.T @ (X @ w - y)`。",
            "$D_wz=2b^\\top X$, transposed $2X^\\top b$. In code `2 * X.T @ (X @ w - y)`.",
        ),
    ],
    solution=(
        "$D_wz=D_bz\\cdot D_ab\\cdot D_wa=2b^\\top\\cdot I\\cdot X=2(Xw-y)^\\top X$，是一行。\n"
        "梯度是它的转置：$\\nabla_wz=2X^\\top(Xw-y)$。",
        "$D_wz=D_bz\\cdot D_ab\\cdot D_wa=2b^\\top\\cdot I\\cdot X=2(Xw-y)^\\top X$, a row.\n"
        "The gradient is its transpose: $\\nabla_wz=2X^\\top(Xw-y)$.",
    ),
    praise=(
        "令它等于 0，就是最小二乘的方程 $X^\\top Xw=X^\\top y$。",
        "Set it to 0, and there is the equation of least squares, $X^\\top Xw=X^\\top y$.",
    ),
)

SHORTCUT = Exercise(
    title=("先猜：抄近路", "Guess first: a shortcut"),
    level=3,
    key=1.25**10,
    rtol=2e-3,
    mistakes=[
        (
            0.25**10,
            "one_path",
            (
                "这是没有近路时的结果。每一层现在有两条路：穿过 $f$ 的，和抄近路的。",
                "That is the result without shortcuts. Each layer now has two paths: through $f$, "
                "and past it.",
            ),
        ),
        (
            1 + 0.25**10,
            "added_once",
            (
                "全抄近路的那一条是 1，对。可是近路每层都有，一条路可以这层穿过、那层抄近。"
                "先在**一层**里加，再把十层乘起来。",
                "The path that takes every shortcut is 1, right. But each layer has one, and a "
                "path may go through here and past there. Add within **one** layer, then multiply "
                "the ten.",
            ),
        ),
        (
            12.5,
            "layers_added",
            (
                "一层是 1.25，对了。层和层首尾相接，是同一条路上的两段，不是两条路。",
                "One layer is 1.25, right. Layers follow one another: pieces of one path, not two "
                "paths.",
            ),
        ),
        (
            1.25,
            "one_layer",
            (
                "一层是这样，对了。一共有十层，首尾相接。",
                "So it is for one layer. There are ten, one after another.",
            ),
        ),
    ],
    hints=[
        (
            "先看一层：$a_{k+1}=a_k+f(a_k)$。$a_k$ 动一点，走两条路到 $a_{k+1}$。",
            "One layer first: $a_{k+1}=a_k+f(a_k)$. A small move of $a_k$ takes two paths to "
            "$a_{k+1}$.",
        ),
        (
            "一层的倍数是 $1+0.25$。十层首尾相接，倍数相乘。",
            "The factor of one layer is $1+0.25$. Ten in a row multiply.",
        ),
    ],
    solution=(
        "一层：近路送来 1，穿过 $f$ 送来 0.25，相加得 1.25。\n"
        "十层首尾相接，倍数相乘：$1.25^{10}\\approx9.31$。\n"
        "没有近路时是 $0.25^{10}\\approx10^{-6}$，前面的层几乎学不动。",
        "One layer: 1 by the shortcut, 0.25 through $f$, together 1.25.\n"
        "Ten in a row multiply: $1.25^{10}\\approx9.31$.\n"
        "Without shortcuts it is $0.25^{10}\\approx10^{-6}$, and the first layers hardly learn.",
    ),
    praise=(
        "$2^{10}$ 条路，一条一条加也行，一层一层乘更快。残差网络就靠这些近路走得深。",
        "One could add up $2^{10}$ paths; going layer by layer is quicker. Residual networks get "
        "deep by such shortcuts.",
    ),
)

EXERCISES = [
    MOVE_A_LITTLE,
    COUNT_PATHS,
    ALONG_A_CURVE,
    THREE_PATHS,
    FOUR_PATHS,
    USED_TWICE,
    BACK_TO_THE_INPUT,
    GRADIENT_OF_WEIGHTS,
    WHICH_ORDER,
    LEAST_SQUARES,
    SHORTCUT,
]
