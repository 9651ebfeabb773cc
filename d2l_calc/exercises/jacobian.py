"""Exercises of chapter 6, the Jacobian and matrix calculus."""

import numpy as np

from d2l_calc.grader import Exercise


def _tanh_layer(W, b, x):
    """Give the Jacobian of tanh(Wx + b) with respect to x."""
    return (1 - np.tanh(W @ x + b) ** 2)[:, None] * W


SHAPE = Exercise(
    title=("几行几列", "How many rows and columns?"),
    level=1,
    key=[10, 784],
    mistakes=[
        (
            [784, 10],
            "order",
            (
                "两个数都对，先后反了：那是**分母布局**。这本书里，一**行**属于一个输出还是一个输入？",
                "Both numbers are right, in the wrong order: that is **denominator layout**. In "
                "this book, does a **row** belong to an output or to an input?",
            ),
        ),
        (
            [10, 10],
            "outputs_only",
            (
                "10 个输出，这一半对了。每个输出要对**几个**变量求导？",
                "10 outputs, that half is right. By **how many** variables is each to be "
                "differentiated?",
            ),
        ),
        (
            [10, 1],
            "value_for_derivative",
            (
                "这是输出自己的形状。每个输出对每个输入都有一个导数，要全部放进去。",
                "That is the shape of the output itself. Every output has a derivative by "
                "every input, and all have their place.",
            ),
        ),
        (
            [784, 1],
            "value_for_derivative",
            (
                "这是输入的形状，损失的梯度会是这样。这里的输出却不止一个。",
                "That is the shape of the input; the gradient of a loss would have it. Here "
                "there is more than one output.",
            ),
        ),
    ],
    hints=[
        (
            "先数有几个输出、几个输入。每个输出占一行。",
            "Count outputs and inputs first. Each output has a row.",
        ),
        (
            "一行里，是这个输出对每一个输入的偏导数，所以一行有 784 个数。",
            "A row holds the partial derivatives of one output by every input: 784 numbers.",
        ),
    ],
    solution=(
        "输出有 10 个，每个占一行：10 行。\n"
        "每一行里对 784 个输入各求一次偏导数：784 列。\n"
        "所以是 10 × 784，一共 7840 个数。",
        "There are 10 outputs, a row for each: 10 rows.\n"
        "Each row has a partial derivative by each of the 784 inputs: 784 columns.\n"
        "So 10 × 784, which is 7840 numbers.",
    ),
    praise=(
        "一共 7840 个数。求导一次，得到的是一整张表。",
        "That is 7840 numbers: one derivative, a whole table.",
    ),
)

FIRST_JACOBIAN = Exercise(
    title=("第一张表", "A first table"),
    level=1,
    key=lambda x: np.array([[2 * x[0] * x[1], x[0] ** 2], [3, 1], [0, np.cos(x[1])]]),
    domain={"x": (-2, 2)},
    shapes={"x": (2,)},
    derivative_of=lambda x: np.array([x[0] ** 2 * x[1], 3 * x[0] + x[1], np.sin(x[1])]),
    mistakes=[
        (
            lambda x: [[2 * x[0], x[0] ** 2], [3, 1], [0, np.cos(x[1])]],
            "factor_forgotten",
            (
                "后两行都对。第一行对 $x_1$ 求导时，$x_2$ 是常数倍，它不会不见。",
                "The last two rows are right. In the first, by $x_1$, $x_2$ is a constant "
                "factor and stays.",
            ),
        ),
        (
            lambda x: [[2 * x[0] * x[1], x[0] ** 2], [3, 1], [np.cos(x[1]), np.cos(x[1])]],
            "other_variable",
            (
                "前两行都对。第三行：$\\sin x_2$ 里没有 $x_1$，$x_1$ 动一动，它会变吗？",
                "The first two rows are right. The third: $\\sin x_2$ has no $x_1$ in it; does "
                "it change when $x_1$ moves?",
            ),
        ),
        (
            lambda x: [2 * x[0] * x[1] + x[0] ** 2, 4, np.cos(x[1])],
            "summed",
            (
                "每个偏导数都对，可是加在一起了。对 $x_1$ 的和对 $x_2$ 的，要各占一列。",
                "Every partial derivative is right, but they are added up. Those by $x_1$ and "
                "those by $x_2$ have a column each.",
            ),
        ),
    ],
    hints=[
        (
            "三个输出，两个输入：三行两列。一次填一行。",
            "Three outputs, two inputs: three rows, two columns. Fill in one row at a time.",
        ),
        (
            "第一行是 $x_1^2x_2$ 的两个偏导数：$2x_1x_2$ 和 $x_1^2$。后两行也这样。",
            "The first row has the partial derivatives of $x_1^2x_2$: $2x_1x_2$ and $x_1^2$. "
            "Go on like this.",
        ),
        (
            "写成 `np.array([[…, …], [3, 1], [0, …]])`。",
            "Write `np.array([[…, …], [3, 1], [0, …]])`.",
        ),
    ],
    solution=(
        "第一行，$x_1^2x_2$：对 $x_1$ 得 $2x_1x_2$，对 $x_2$ 得 $x_1^2$。\n"
        "第二行，$3x_1+x_2$：得 3 和 1。\n"
        "第三行，$\\sin x_2$：对 $x_1$ 得 0，对 $x_2$ 得 $\\cos x_2$。\n"
        "`np.array([[2*x[0]*x[1], x[0]*x[0]], [3, 1], [0, np.cos(x[1])]])`",
        "First row, $x_1^2x_2$: $2x_1x_2$ by $x_1$, and $x_1^2$ by $x_2$.\n"
        "Second row, $3x_1+x_2$: 3 and 1.\n"
        "Third row, $\\sin x_2$: 0 by $x_1$, and $\\cos x_2$ by $x_2$.\n"
        "`np.array([[2*x[0]*x[1], x[0]*x[0]], [3, 1], [0, np.cos(x[1])]])`",
    ),
    praise=(
        "三行两列，一行一个输出。第二行里没有 $x$：那个输出本来就是直的。",
        "Three rows, two columns, a row for each output. The second has no $x$ in it: that "
        "output was straight to begin with.",
    ),
)

AREA_AND_SIDE = Exercise(
    title=("先猜：面积和正反面", "Guess first: area and orientation"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "orientation",
            (
                "大小对了：面积变成两倍。再跟着 1、2、3 走一遍：左图往左拐，右图往哪边拐？",
                "The size is right: the area doubles. Now follow 1, 2, 3: on the left you turn "
                "left; and on the right?",
            ),
        ),
        (
            "C",
            "upside_down",
            (
                "倍数倒过来了：像比原来的方块大还是小？",
                "The factor is upside down: is the image larger than the square, or smaller?",
            ),
        ),
        (
            "D",
            "upside_down",
            (
                "正负号看对了。倍数倒过来了：像比原来的方块大还是小？",
                "The sign is right. The factor is upside down: is the image larger than the "
                "square, or smaller?",
            ),
        ),
    ],
    hints=[
        (
            "行列式的大小是面积的倍数。方块的面积是 1，数一数像占了几格。",
            "The size of the determinant is the factor of areas. The square has area 1; how "
            "many squares does the image take?",
        ),
        (
            "正负看转向：左图 1→2→3 逆时针转，右图还是逆时针吗？",
            "The sign is about turning: on the left 1→2→3 is counter-clockwise. And on the right?",
        ),
    ],
    solution=(
        "像是平行四边形，竖着的边长 1，左右宽 2，面积 2；方块的面积是 1，所以倍数是 2。\n"
        "左图 1→2→3 逆时针，右图顺时针：翻了面，所以是负的。\n"
        "$\\det Df=-2$，选 B。（从图上读出两列是 $(0,1)$ 和 $(2,1)$，$0·1-2·1=-2$。）",
        "The image is a parallelogram with upright sides of 1 and a width of 2: area 2. The "
        "square has area 1, so the factor is 2.\n"
        "1→2→3 is counter-clockwise on the left, clockwise on the right: reversed, so "
        "negative.\n"
        "$\\det Df=-2$: B. (The columns in the figure are $(0,1)$ and $(2,1)$: "
        "$0·1-2·1=-2$.)",
    ),
    praise=(
        "大小看面积，正负看转向。两列 $(0,1)$、$(2,1)$ 算出来也是 $-2$。",
        "The size is the area, the sign the turning. The columns $(0,1)$ and $(2,1)$ give "
        "$-2$ as well.",
    ),
)

SPIRAL = Exercise(
    title=("转着放大", "Turning and growing"),
    level=2,
    key=lambda x: (
        np.exp(x[0]) * np.array([[np.cos(x[1]), -np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]])
    ),
    domain={"x": (-1.2, 1.2)},
    shapes={"x": (2,)},
    derivative_of=lambda x: np.exp(x[0]) * np.array([np.cos(x[1]), np.sin(x[1])]),
    mistakes=[
        (
            lambda x: (
                np.exp(x[0])
                * np.array([[np.cos(x[1]), np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]])
            ),
            "sign",
            (
                "行和列都放对了。有一个负号丢了：哪个三角函数求导时会带出负号？",
                "Rows and columns are right. A minus is missing: which trigonometric function "
                "brings one along?",
            ),
        ),
        (
            lambda x: np.array([[np.cos(x[1]), -np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]]),
            "factor_forgotten",
            (
                "转的部分全对。$e^{x_1}$ 是乘上去的，求导以后它还在。",
                "The turning is all right. $e^{x_1}$ is a factor, and it is still there after "
                "differentiation.",
            ),
        ),
        (
            lambda x: np.exp(x[0]) * np.array([[np.cos(x[1]), 0.0], [0.0, np.cos(x[1])]]),
            "diagonal_only",
            (
                "对角线上的都对。可是第一个输出里也有 $x_2$，第二个输出里也有 $x_1$。",
                "The diagonal is right. But there is an $x_2$ in the first output as well, and "
                "an $x_1$ in the second.",
            ),
        ),
    ],
    hints=[
        (
            "两个输出各占一行。对 $x_1$ 求导时，$\\cos x_2$、$\\sin x_2$ 都是常数。",
            "Each output has a row. By $x_1$, both $\\cos x_2$ and $\\sin x_2$ are constants.",
        ),
        (
            "第一列（对 $x_1$）和 $f$ 自己一样。第二列：$\\cos'=-\\sin$，$\\sin'=\\cos$。",
            "The first column (by $x_1$) is $f$ itself. The second: $\\cos'=-\\sin$ and "
            "$\\sin'=\\cos$.",
        ),
    ],
    solution=(
        "第一行：$e^{x_1}\\cos x_2$ 和 $-e^{x_1}\\sin x_2$。\n"
        "第二行：$e^{x_1}\\sin x_2$ 和 $e^{x_1}\\cos x_2$。\n"
        "行列式是 $e^{2x_1}(\\cos^2x_2+\\sin^2x_2)=e^{2x_1}$，总是正的。",
        "First row: $e^{x_1}\\cos x_2$ and $-e^{x_1}\\sin x_2$.\n"
        "Second row: $e^{x_1}\\sin x_2$ and $e^{x_1}\\cos x_2$.\n"
        "The determinant is $e^{2x_1}(\\cos^2x_2+\\sin^2x_2)=e^{2x_1}$, always positive.",
    ),
    praise=(
        "行列式是 $e^{2x_1}$：$x_1$ 越大，小方块放得越大，从不翻面。",
        "The determinant is $e^{2x_1}$: the larger $x_1$, the larger the image, and never "
        "reversed.",
    ),
)

OTHER_BOOK = Exercise(
    title=("先猜：另一本书", "Guess first: another book"),
    level=2,
    key="C",
    mistakes=[
        (
            "A",
            "one_is_wrong",
            (
                "那本书没有写错：它的每个数和我们的一样。看看差在哪里？",
                "The other book is not wrong: every number in it is ours. What is the difference?",
            ),
        ),
        (
            "B",
            "mixed_layouts",
            (
                "你把两种布局用在了同一本书里。那本书里，$\\partial(Wx)/\\partial x=W^\\top$，"
                "一**列**属于一个输出；$a^\\top x$ 只有一个输出。",
                "That uses both layouts in one book. Over there $\\partial(Wx)/\\partial "
                "x=W^\\top$: a **column** belongs to an output, and $a^\\top x$ has one output.",
            ),
        ),
        (
            "D",
            "scalar_for_vector",
            (
                "$a^\\top x$ 确实只有一个数，可是 $x$ 有 $n$ 个分量，对每个都要求导。",
                "$a^\\top x$ is one number indeed, but $x$ has $n$ components, and there is a "
                "derivative by each.",
            ),
        ),
    ],
    hints=[
        (
            "$W$ 是 $m\\times n$，那本书的结果是 $n\\times m$：输入占行，还是输出占行？",
            "$W$ is $m\\times n$ and the result over there is $n\\times m$: do rows belong to "
            "inputs or to outputs?",
        ),
        (
            "那是分母布局：$n$ 个输入占 $n$ 行，一个输出占一列。",
            "It is denominator layout: $n$ rows for $n$ inputs, one column for one output.",
        ),
    ],
    solution=(
        "结果的形状是 $n\\times m$：行属于输入，那本书用的是分母布局。\n"
        "在同一种布局里，$a^\\top x$ 的导数是 $n\\times1$：一列，就是 $a$。\n"
        "换回这本书的 $D$，两条都转置：$D(Wx)=W$，$D(a^\\top x)=a^\\top$。选 C。",
        "The result is $n\\times m$: rows belong to inputs, so that book uses denominator "
        "layout.\n"
        "In the same layout the derivative of $a^\\top x$ is $n\\times1$: a column, $a$.\n"
        "For the $D$ of this book transpose both: $D(Wx)=W$, $D(a^\\top x)=a^\\top$. So C.",
    ),
    praise=(
        "一条公式就看得出一本书的布局，别的公式跟着它走。",
        "One formula tells a book's layout, and the others follow.",
    ),
)

ROW_TIMES_MATRIX = Exercise(
    title=("矩阵在右边", "The matrix on the right"),
    level=2,
    key=lambda A: np.array(A).T,
    domain={"A": (-3, 3)},
    shapes={"A": (4, 3)},
    mistakes=[
        (
            lambda A: np.sum(A, axis=0),
            "summed",
            (
                "你把每个输出的导数加了起来。$\\partial y_i/\\partial x_j$ 每一个都要留着。",
                "The derivatives of each output are added up. Keep every $\\partial "
                "y_i/\\partial x_j$.",
            ),
        ),
        (
            lambda A: 2 * np.array(A).T,
            "power_rule",
            (
                "形状对了。可是 $x$ 只出现了一次，2 从哪里来？",
                "The shape is right. But $x$ appears only once; where does the 2 come from?",
            ),
        ),
    ],
    hints=[
        (
            "先写一个分量：$y_i=\\sum_kx_kA_{ki}$。它对 $x_j$ 的偏导数是什么？",
            "Write one component: $y_i=\\sum_kx_kA_{ki}$. What is its derivative by $x_j$?",
        ),
        (
            "$\\partial y_i/\\partial x_j=A_{ji}$，要放在第 $i$ 行第 $j$ 列。",
            "$\\partial y_i/\\partial x_j=A_{ji}$, which belongs in row $i$, column $j$.",
        ),
    ],
    solution=(
        "$y_i=\\sum_kx_kA_{ki}$。\n"
        "只有 $k=j$ 那一项里有 $x_j$：$\\partial y_i/\\partial x_j=A_{ji}$。\n"
        "第 $i$ 行第 $j$ 列放 $A_{ji}$，这就是 $A^\\top$，3 行 4 列：`A.T`。",
        "$y_i=\\sum_kx_kA_{ki}$.\n"
        "Only the term $k=j$ has $x_j$ in it: $\\partial y_i/\\partial x_j=A_{ji}$.\n"
        "Row $i$, column $j$ holds $A_{ji}$: that is $A^\\top$, 3 rows and 4 columns: `A.T`.",
    ),
    praise=(
        "3 行 4 列：三个输出，四个输入。写成 $\\nabla(x^\\top A)=A$ 的书，用的是分母布局。",
        "3 rows, 4 columns: three outputs, four inputs. A book with $\\nabla(x^\\top A)=A$ uses "
        "denominator layout.",
    ),
)

SCALAR_TIMES_VECTOR = Exercise(
    title=("一个数乘一个向量", "A number times a vector"),
    level=2,
    key=lambda a, x: np.outer(x, a) + np.dot(a, x) * np.eye(3),
    domain={"a": (-2, 2), "x": (-2, 2)},
    shapes={"a": (3,), "x": (3,)},
    mistakes=[
        (
            lambda a, x: np.dot(a, x) * np.eye(3),
            "scalar_held_constant",
            (
                "这一项对了：数站着，向量求导。可是那个数里也有 $x$，轮到它求导时呢？",
                "This term is right: the number stands, the vector is differentiated. But "
                "there is an $x$ in the number too; what when its turn comes?",
            ),
        ),
        (
            lambda a, x: np.outer(x, a),
            "vector_held_constant",
            (
                "这一项对了：向量站着，数求导。还要轮到向量 $x$ 自己求导。",
                "This term is right: the vector stands, the number is differentiated. Then it "
                "is the turn of the vector $x$.",
            ),
        ),
        (
            lambda a, x: np.dot(a, x) * np.eye(3) + np.dot(a, x),
            "inner_for_outer",
            (
                "后一项对了。前一项是列乘行，$3\\times1$ 乘 $1\\times3$，得到一张表，不是一个数。",
                "One term is right. The other is a column times a row, $3\\times1$ times "
                "$1\\times3$: a table, not a number.",
            ),
        ),
        (
            lambda a, x: a + x,
            "product_of_derivatives",
            (
                "先看形状：输出是 3 个数，输入也是 3 个数，导数该是 $3\\times3$。",
                "Look at the shape first: 3 numbers come out, 3 go in; the derivative is "
                "$3\\times3$.",
            ),
        ),
    ],
    hints=[
        (
            "$u=a^\\top x$ 是数，$v=x$ 是向量。用 $D(uv)=v\\,Du+u\\,Dv$。",
            "$u=a^\\top x$ is a number, $v=x$ a vector. Use $D(uv)=v\\,Du+u\\,Dv$.",
        ),
        (
            "$Du=a^\\top$，$Dv=I$。$v\\,Du$ 是列乘行：`np.outer(x, a)`。",
            "$Du=a^\\top$ and $Dv=I$. $v\\,Du$ is a column times a row: `np.outer(x, a)`.",
        ),
    ],
    solution=(
        "$u=a^\\top x$，$Du=a^\\top$（$1\\times3$）；$v=x$，$Dv=I$（$3\\times3$）。\n"
        "$v\\,Du=xa^\\top$：$3\\times1$ 乘 $1\\times3$，得 $3\\times3$。\n"
        "$u\\,Dv=(a^\\top x)I$。\n"
        "加起来：`np.outer(x, a) + (a @ x) * np.eye(3)`。",
        "$u=a^\\top x$, $Du=a^\\top$ ($1\\times3$); $v=x$, $Dv=I$ ($3\\times3$).\n"
        "$v\\,Du=xa^\\top$: $3\\times1$ times $1\\times3$ is $3\\times3$.\n"
        "$u\\,Dv=(a^\\top x)I$.\n"
        "Together: `np.outer(x, a) + (a @ x) * np.eye(3)`.",
    ),
    praise=(
        "$xa^\\top+(a^\\top x)I$。先写列再写行，形状才对得上；换成 $ax^\\top$ 就是转置了。",
        "$xa^\\top+(a^\\top x)I$. Column first, then row: with $ax^\\top$ it would be the "
        "transpose.",
    ),
)

QUADRATIC_FORM = Exercise(
    title=("用乘积法则求二次型", "A quadratic form by the product rule"),
    level=3,
    key=lambda A, x: x @ (A + A.T),
    domain={"A": (-3, 3), "x": (-2, 2)},
    shapes={"A": (3, 3), "x": (3,)},
    mistakes=[
        (
            lambda A, x: 2 * A @ x,
            "symmetric_only",
            (
                "$A$ 对称时，这就是梯度。这里的 $A$ 不一定对称：$x^\\top A$ 和 $(Ax)^\\top$ "
                "是两回事。",
                "For a symmetric $A$ that is the gradient. This $A$ need not be symmetric: "
                "$x^\\top A$ and $(Ax)^\\top$ are two different things.",
            ),
        ),
        (
            lambda A, x: 2 * x @ A,
            "symmetric_only",
            (
                "乘积法则的两项里，你用了同一项两次。$x^\\top A$ 对了，另一项是 $(Ax)^\\top$，"
                "它等于 $x^\\top A$ 吗？",
                "The same term is used twice. $x^\\top A$ is right; the other is $(Ax)^\\top$. "
                "Is that equal to $x^\\top A$?",
            ),
        ),
        (
            lambda A, x: x @ A,
            "one_factor_only",
            (
                "这一项对了：$x$ 站着，$Ax$ 求导。另外一项呢，轮到前面的 $x$ 求导？",
                "This term is right: $x$ stands, $Ax$ is differentiated. And the other term, "
                "when it is the turn of the first $x$?",
            ),
        ),
        (
            lambda A, x: A @ x,
            "one_factor_only",
            (
                "这一项对了：$Ax$ 站着，前面的 $x$ 求导。可是 $Ax$ 里也有 $x$。",
                "This term is right: $Ax$ stands, the first $x$ is differentiated. But there "
                "is an $x$ in $Ax$ too.",
            ),
        ),
        (
            lambda A, x: x @ A @ x,
            "value_for_slope",
            (
                "这是 $x^\\top Ax$ 自己，一个数。导数有三个分量。",
                "That is $x^\\top Ax$ itself, one number. The derivative has three components.",
            ),
        ),
    ],
    hints=[
        (
            "设 $y=Ax$，要求的是 $D(x^\\top y)$。"
            "用 $D\\langle u,v\\rangle=u^\\top Dv+v^\\top Du$。",
            "Let $y=Ax$; asked for is $D(x^\\top y)$. Use $D\\langle u,v\\rangle=u^\\top "
            "Dv+v^\\top Du$.",
        ),
        (
            "$u=x$，$Du=I$；$v=Ax$，$Dv=A$。代进去得 $x^\\top A+(Ax)^\\top$。",
            "$u=x$, $Du=I$; $v=Ax$, $Dv=A$. That gives $x^\\top A+(Ax)^\\top$.",
        ),
        (
            "$(Ax)^\\top=x^\\top A^\\top$。两项提出 $x^\\top$。",
            "$(Ax)^\\top=x^\\top A^\\top$. Take out $x^\\top$.",
        ),
    ],
    solution=(
        "$u=x$，$v=Ax$，$Du=I$，$Dv=A$。\n"
        "$D(x^\\top Ax)=u^\\top Dv+v^\\top Du=x^\\top A+(Ax)^\\top I$。\n"
        "$(Ax)^\\top=x^\\top A^\\top$，所以是 $x^\\top(A+A^\\top)$：`x @ (A + A.T)`。",
        "$u=x$, $v=Ax$, $Du=I$, $Dv=A$.\n"
        "$D(x^\\top Ax)=u^\\top Dv+v^\\top Du=x^\\top A+(Ax)^\\top I$.\n"
        "$(Ax)^\\top=x^\\top A^\\top$, so it is $x^\\top(A+A^\\top)$: `x @ (A + A.T)`.",
    ),
    praise=(
        "写成行是 $x^\\top(A+A^\\top)$，转置过来就是第 5 章的 $\\nabla(x^\\top Ax)=(A+A^\\top)x$。",
        "As a row, $x^\\top(A+A^\\top)$; transposed it is $\\nabla(x^\\top Ax)=(A+A^\\top)x$ of "
        "chapter 5.",
    ),
)

TANH_LAYER = Exercise(
    title=("带激活的一层", "A layer with its activation"),
    level=3,
    key=_tanh_layer,
    domain={"W": (-1, 1), "b": (-1, 1), "x": (-1, 1)},
    shapes={"W": (3, 4), "b": (3,), "x": (4,)},
    mistakes=[
        (
            lambda W, b, x: W,
            "activation_forgotten",
            (
                "$D(Wx+b)=W$，里面对了。外面还有一层 $\\tanh$，它也有斜率。",
                "$D(Wx+b)=W$: the inside is right. Outside there is $\\tanh$, which has a slope "
                "too.",
            ),
        ),
        (
            lambda W, b, x: np.tanh(W @ x + b)[:, None] * W,
            "value_for_slope",
            (
                "一行乘一个数，做法对了。可乘的该是 $\\tanh$ 的**斜率**，不是它的值。",
                "Each row times a number: the right way. But the number is the **slope** of "
                "$\\tanh$, not its value.",
            ),
        ),
        (
            lambda W, b, x: 1 - np.tanh(W @ x + b) ** 2,
            "missing_inner",
            (
                "外层的斜率对了，一共三个。里面的 $Wx+b$ 也在随 $x$ 变：每一行再乘上什么？",
                "The three outer slopes are right. $Wx+b$ inside changes with $x$ as well: what "
                "is each row multiplied by?",
            ),
        ),
        (
            lambda W, b, x: (1 - W**2) * W,
            "wrong_place",
            (
                "$1-y^2$ 里的 $y$ 是这一层的输出 $\\tanh(Wx+b)$，不是 $W$。",
                "The $y$ in $1-y^2$ is the output $\\tanh(Wx+b)$ of the layer, not $W$.",
            ),
        ),
    ],
    hints=[
        (
            "一个分量一个分量地看：$y_i=\\tanh(z_i)$，$z_i=\\sum_kW_{ik}x_k+b_i$。对 $x_j$ 用"
            "一元的链式法则。",
            "One component at a time: $y_i=\\tanh(z_i)$ with $z_i=\\sum_kW_{ik}x_k+b_i$. Use the "
            "chain rule in one variable, by $x_j$.",
        ),
        (
            "$\\partial y_i/\\partial x_j=(1-y_i^2)W_{ij}$：$W$ 的第 $i$ 行整行乘 $1-y_i^2$。",
            "$\\partial y_i/\\partial x_j=(1-y_i^2)W_{ij}$: row $i$ of $W$ times $1-y_i^2$.",
        ),
        (
            "在 NumPy 里，`(1 - y * y)[:, None] * W` 让每一行各乘各的数。",
            "In NumPy `(1 - y * y)[:, None] * W` gives each row its own factor.",
        ),
    ],
    solution=(
        "$y_i=\\tanh(z_i)$，$z_i=\\sum_kW_{ik}x_k+b_i$。\n"
        "外层 $\\tanh'=1-\\tanh^2$，内层 $\\partial z_i/\\partial x_j=W_{ij}$。\n"
        "所以 $\\partial y_i/\\partial x_j=(1-y_i^2)W_{ij}$。\n"
        "`y = np.tanh(W @ x + b)`，交回 `(1 - y * y)[:, None] * W`，3 行 4 列。",
        "$y_i=\\tanh(z_i)$ with $z_i=\\sum_kW_{ik}x_k+b_i$.\n"
        "Outside $\\tanh'=1-\\tanh^2$, inside $\\partial z_i/\\partial x_j=W_{ij}$.\n"
        "So $\\partial y_i/\\partial x_j=(1-y_i^2)W_{ij}$.\n"
        "`y = np.tanh(W @ x + b)`; return `(1 - y * y)[:, None] * W`, 3 rows and 4 columns.",
    ),
    praise=(
        "也可以写成 $\\mathrm{diag}(1-y^2)\\,W$：对角矩阵从左边乘，每一行各乘各的数。",
        "It can be written $\\mathrm{diag}(1-y^2)\\,W$ too: a diagonal matrix on the left gives "
        "each row its factor.",
    ),
)

SPREAD = Exercise(
    title=("小批量的标准差", "The standard deviation of a mini-batch"),
    level=3,
    key=lambda x: (x - np.mean(x)) / (np.size(x) * np.std(x)),
    domain={"x": (-3, 3)},
    shapes={"x": (5,)},
    derivative_of=np.std,
    mistakes=[
        (
            lambda x: 2 * (x - np.mean(x)) / np.size(x),
            "outer_forgotten",
            (
                "这是 $\\sigma^2$ 的导数，对了一半。"
                "$\\sigma=\\sqrt{\\sigma^2}$，外面还有一个根号。",
                "That is the derivative of $\\sigma^2$, half of the way. "
                "$\\sigma=\\sqrt{\\sigma^2}$ has a root outside.",
            ),
        ),
        (
            lambda x: (x - np.mean(x)) / np.std(x),
            "count_forgotten",
            (
                "分子和 $\\sigma$ 都对。均值里的 $1/|B|$ 到哪里去了？",
                "The numerator and $\\sigma$ are right. Where did the $1/|B|$ of the mean go?",
            ),
        ),
        (
            lambda x: x / (np.size(x) * np.std(x)),
            "mean_forgotten",
            (
                "分母对了。分子里量的是离**均值**多远，不是离 0 多远。",
                "Below all is right. Above, the distance is from the **mean**, not from 0.",
            ),
        ),
        (
            lambda x: (1 - 1 / np.size(x)) * (x - np.mean(x)) / (np.size(x) * np.std(x)),
            "own_term_only",
            (
                "你只算了 $x_i$ 自己那一项。$x_i$ 变，$\\mu$ 也变，别的项跟着变：它们加起来，"
                "正好补上差的那一点。",
                "That counts the term of $x_i$ alone. With $x_i$ also $\\mu$ changes, and with it "
                "all other terms; together they make up what is missing.",
            ),
        ),
    ],
    hints=[
        (
            "$\\sigma=\\sqrt v$，$v=\\frac1{|B|}\\sum(x_i-\\mu)^2$。外层 $\\sqrt v$ 的导数是什么？",
            "$\\sigma=\\sqrt v$ with $v=\\frac1{|B|}\\sum(x_i-\\mu)^2$. What is the derivative of "
            "the outer $\\sqrt v$?",
        ),
        (
            "$\\partial v/\\partial x_i=2(x_i-\\mu)/|B|$，"
            "再乘 $\\frac1{2\\sqrt v}=\\frac1{2\\sigma}$。",
            "$\\partial v/\\partial x_i=2(x_i-\\mu)/|B|$, times $\\frac1{2\\sqrt "
            "v}=\\frac1{2\\sigma}$.",
        ),
    ],
    solution=(
        "设 $v=\\sigma^2$。第 6.9 节：$\\partial v/\\partial x_i=2(x_i-\\mu)/|B|$。\n"
        "$\\sigma=\\sqrt v$，一元的链式法则：$\\frac1{2\\sqrt v}=\\frac1{2\\sigma}$。\n"
        "乘起来：$\\frac{x_i-\\mu}{|B|\\sigma}$，写成 `(x - x.mean()) / (len(x) * x.std())`。",
        "Let $v=\\sigma^2$. Section 6.9: $\\partial v/\\partial x_i=2(x_i-\\mu)/|B|$.\n"
        "$\\sigma=\\sqrt v$, chain rule in one variable: $\\frac1{2\\sqrt v}=\\frac1{2\\sigma}$.\n"
        "Together $\\frac{x_i-\\mu}{|B|\\sigma}$: `(x - x.mean()) / (len(x) * x.std())`.",
    ),
    praise=(
        "分量加起来是 0：整批一起平移，散开的程度不变。",
        "The components add up to 0: shifting the whole batch does not change its spread.",
    ),
)

EXERCISES = [
    SHAPE,
    FIRST_JACOBIAN,
    AREA_AND_SIDE,
    SPIRAL,
    OTHER_BOOK,
    ROW_TIMES_MATRIX,
    SCALAR_TIMES_VECTOR,
    QUADRATIC_FORM,
    TANH_LAYER,
    SPREAD,
]
