"""Exercises of chapter 9, from derivatives to learning."""

import numpy as np

from d2l_calc.grader import Exercise

ONE_STEP = Exercise(
    title=("走一步", "One step"),
    level=1,
    key=[9, 0],
    mistakes=[
        (
            [11, 2],
            "uphill",
            (
                "步子的大小对了，方向反了：你走的是上坡。梯度指着升得最快的方向。",
                "The size of the step is right, the direction is not: you went uphill. The "
                "gradient points to where $f$ rises fastest.",
            ),
        ),
        (
            [9, 0.9],
            "forgotten_factor",
            (
                "$x$ 对了。$y$ 的那一份：$\\frac12\\cdot10y^2$ 对 $y$ 求导，10 还在吗？",
                "$x$ is right. As to $y$: differentiate $\\frac12\\cdot10y^2$. Where is the 10?",
            ),
        ),
        (
            [1, 1],
            "step_only",
            (
                "这是这一步走了多远，对的。问的是走到了**哪里**：从 $(10,1)$ 出发。",
                "This is how far the step goes, and it is right. Asked for is **where** it "
                "leads, from $(10,1)$.",
            ),
        ),
        (
            [8, -1],
            "forgotten_half",
            (
                "梯度大了一倍。$f$ 前面的 $\\frac12$ 和平方的 2 约掉了没有？",
                "The gradient is twice too large. Did the $\\frac12$ cancel the 2 of the square?",
            ),
        ),
        (
            [0, -9],
            "no_rate",
            (
                "梯度 $(10,10)$ 求对了，可是整个减掉了。学习率 $\\eta$ 用上了吗？",
                "The gradient $(10,10)$ is right, but all of it was taken away. Where is $\\eta$?",
            ),
        ),
    ],
    hints=[
        (
            "梯度是 $(x,10y)$。在 $(10,1)$ 处是多少？",
            "The gradient is $(x,10y)$. What is it at $(10,1)$?",
        ),
        (
            "梯度是 $(10,10)$。从 $(10,1)$ 减去 $0.1$ 倍的它。",
            "It is $(10,10)$. Take $0.1$ times that from $(10,1)$.",
        ),
    ],
    solution=(
        "$\\nabla f=(x,10y)$，在 $(10,1)$ 处是 $(10,10)$。\n"
        "走一步：$(10,1)-0.1\\cdot(10,10)=(9,0)$。\n"
        "$y$ 一步就到底了，因为 $1-10\\eta=0$；$x$ 才走了十分之一。",
        "$\\nabla f=(x,10y)$, which is $(10,10)$ at $(10,1)$.\n"
        "One step: $(10,1)-0.1\\cdot(10,10)=(9,0)$.\n"
        "$y$ is at the bottom at once, as $1-10\\eta=0$; $x$ has gone a tenth of its way.",
    ),
    praise=(
        "同一个 $\\eta$，对 $y$ 正好，对 $x$ 就太小。窄谷难走，难在这里。",
        "The same $\\eta$ is just right for $y$ and too small for $x$: the trouble with narrow "
        "valleys.",
    ),
)

WHO_EXPLODES = Exercise(
    title=("先猜：谁先炸开", "Guess first: who explodes?"),
    level=1,
    key="B",
    mistakes=[
        (
            "A",
            "size_of_start",
            (
                "起点大不大不要紧，要紧的是每一步**乘上**多少。$x$ 每步乘 $1-\\eta$，是 0.75。",
                "The size at the start does not matter; what each step **multiplies** by does. "
                "For $x$ that is $1-\\eta=0.75$.",
            ),
        ),
        (
            "C",
            "both",
            (
                "两个坐标各走各的，乘的数不一样。一个一个算：$1-\\eta$ 和 $1-10\\eta$。",
                "The two coordinates go their own ways, by different factors: work out "
                "$1-\\eta$ and $1-10\\eta$.",
            ),
        ),
        (
            "D",
            "limit_forgotten",
            (
                "来回跳说对了。跳的幅度是变大还是变小，看 $|1-10\\eta|$ 比 1 大还是小。",
                "It does jump to and fro. Whether the jumps grow or shrink: is $|1-10\\eta|$ "
                "above or below 1?",
            ),
        ),
    ],
    hints=[
        (
            "每一步，$x$ 和 $y$ 各乘上一个数。是哪两个？",
            "Each step multiplies $x$ by one number and $y$ by another. Which?",
        ),
        (
            "$1-\\eta=0.75$，$1-10\\eta=-1.5$。各乘上许多次会怎样？",
            "$1-\\eta=0.75$ and $1-10\\eta=-1.5$. What happens after many times?",
        ),
    ],
    solution=(
        "$x$ 每步乘 $1-0.25=0.75$，缩到 0。\n"
        "$y$ 每步乘 $1-2.5=-1.5$，一左一右，越跳越远。\n"
        "所以选 B：炸开的总是最弯的那个方向。",
        "$x$ is multiplied by $1-0.25=0.75$: it shrinks to 0.\n"
        "$y$ is multiplied by $1-2.5=-1.5$: to and fro, farther and farther.\n"
        "So B: it is always the direction that bends most that explodes.",
    ),
    praise=(
        "$y$ 每步乘 $-1.5$。训练时损失忽然变得很大，多半就是某个方向上 $\\eta\\lambda$ 超过了 2。",
        "$y$ is multiplied by $-1.5$. When a loss blows up in training, $\\eta\\lambda$ has most "
        "likely passed 2 in some direction.",
    ),
)

BACKWARD_TWICE = Exercise(
    title=("先猜：走了两次", "Guess first: backward twice"),
    level=1,
    key=12,
    mistakes=[
        (
            6,
            "not_added",
            (
                "走一次是这个数。第二次走的时候，`grad` 是换成新的，还是加上新的？",
                "That is what one pass gives. In the second pass, is `grad` replaced or added to?",
            ),
        ),
        (
            3,
            "one_path",
            (
                "$x*x$ 里 $x$ 用了两次，两条路都要算。而且 `backward` 走了两次。",
                "In $x*x$ the number $x$ is used twice, and both paths count. Besides, "
                "`backward` ran twice.",
            ),
        ),
        (
            36,
            "multiplied",
            (
                "两次走的结果是相乘，还是相加？看看 `backward` 里的那个 `+=`。",
                "Do the two passes multiply or add? Look at the `+=` in `backward`.",
            ),
        ),
        (
            9,
            "value_for_slope",
            (
                "这是 $y$ 的**值**。`grad` 里放的是 $y$ 对 $x$ 的**导数**。",
                "That is the **value** of $y$. `grad` holds a **derivative**.",
            ),
        ),
    ],
    hints=[
        (
            "先想走一次：$x^2$ 在 3 处的导数是多少？",
            "One pass first: what is the derivative of $x^2$ at 3?",
        ),
        (
            "走一次得 6。`node.grad += …`：第二次又加上同样的一份。",
            "One pass gives 6. With `node.grad += …` the second one adds as much again.",
        ),
    ],
    solution=(
        "走一次：$x$ 用了两次，$3+3=6$，就是 $2x$。\n第二次又加上 6，得到 12。\n"
        "要单独的一次，先写 `x.grad = 0.0`。",
        "One pass: $x$ is used twice, $3+3=6$, which is $2x$.\n"
        "The second adds another 6: 12.\nFor a fresh start write `x.grad = 0.0` first.",
    ),
    praise=(
        "梯度累加。训练时每一步都要先清零，道理就在这里。",
        "Gradients add up. That is why training sets them to zero before each step.",
    ),
)

LIMIT = Exercise(
    title=("界限", "The limit"),
    level=2,
    key=0.12,
    mistakes=[
        (
            0.08,
            "no_momentum",
            (
                "没有动量时是这个数。有了动量，分子上还要乘什么？",
                "So it is without momentum. With it, what else is in the numerator?",
            ),
        ),
        (
            3,
            "smallest_bend",
            (
                "式子对了，特征值挑错了：两个方向都不能炸开，哪个方向更严？",
                "The formula is right, the eigenvalue is not: neither direction may explode. "
                "Which is stricter?",
            ),
        ),
        (
            0.04,
            "wrong_way",
            (
                "动量让界限放宽，还是收紧？图 9.5 里试一试。",
                "Does momentum widen or narrow the limit? Try it in figure 9.5.",
            ),
        ),
        (
            0.16,
            "effective_step",
            (
                "$1/(1-\\beta)$ 是坡一直不变时攒起来的倍数。在谷的两壁之间来回跳时，前后是抵消的。",
                "$1/(1-\\beta)$ is what adds up on a constant slope. Between the walls of a "
                "valley the steps cancel instead.",
            ),
        ),
    ],
    hints=[
        (
            "有动量的界限是（9.5）：分母是哪一个特征值？",
            "The limit with momentum is (9.5). Which eigenvalue is in the denominator?",
        ),
        (
            "$\\lambda_{\\max}=25$，$\\beta=0.5$，代进 $2(1+\\beta)/\\lambda_{\\max}$。",
            "Put $\\lambda_{\\max}=25$ and $\\beta=0.5$ into $2(1+\\beta)/\\lambda_{\\max}$.",
        ),
    ],
    solution=(
        "界限是 $2(1+\\beta)/\\lambda_{\\max}$。\n最弯的方向 $\\lambda_{\\max}=25$。\n"
        "$2\\cdot1.5/25=0.12$，比没有动量时的 $2/25=0.08$ 宽了一半。",
        "The limit is $2(1+\\beta)/\\lambda_{\\max}$.\nThe direction that bends most has "
        "$\\lambda_{\\max}=25$.\n$2\\cdot1.5/25=0.12$, half as much again as $2/25=0.08$ without "
        "momentum.",
    ),
    praise=(
        "最弯的方向定下界限，动量把它放宽到 $1+\\beta$ 倍。",
        "The direction that bends most sets the limit; momentum widens it by $1+\\beta$.",
    ),
)

BEST_RATE = Exercise(
    title=("最好的学习率", "The best learning rate"),
    level=2,
    key=[0.2, 0.6],
    mistakes=[
        (
            [0.25, 1],
            "limit",
            (
                "这是**界限**：到了这里，最弯的方向永远来回跳。最好的在界限以内。",
                "That is the **limit**, where the direction that bends most jumps for ever. The "
                "best one is below it.",
            ),
        ),
        (
            [0.125, 0.75],
            "only_steep",
            (
                "这样最弯的方向一步到底，倍数也算对了。可是平的方向太慢：$\\eta$ 再大一点会怎样？",
                "So the steepest direction is done in one step, and your factor is right. But "
                "the flat one is slow: what if $\\eta$ were a little larger?",
            ),
        ),
        (
            [0.5, 0],
            "only_flat",
            (
                "平的方向一步到底了，弯的方向呢？$1-8\\eta$ 是多少？",
                "The flat direction is done in one step. And the other: what is $1-8\\eta$?",
            ),
        ),
        (
            [0.2, 0.2],
            "rate_for_factor",
            (
                "$\\eta$ 对了。每步**乘上**的是 $|1-\\eta\\lambda|$，不是 $\\eta$。",
                "$\\eta$ is right. A step **multiplies** by $|1-\\eta\\lambda|$, not by $\\eta$.",
            ),
        ),
    ],
    hints=[
        (
            "两个方向各乘 $1-2\\eta$ 和 $1-8\\eta$。拖后腿的是绝对值大的那个。",
            "The two directions are multiplied by $1-2\\eta$ and $1-8\\eta$. The larger in size "
            "holds things up.",
        ),
        (
            "最好的时候两边一样：$1-2\\eta=8\\eta-1$。",
            "At its best both are alike: $1-2\\eta=8\\eta-1$.",
        ),
    ],
    solution=(
        "两个方向每步乘 $1-2\\eta$ 和 $1-8\\eta$。\n"
        "绝对值一样时最好：$1-2\\eta=8\\eta-1$，$\\eta=2/(2+8)=0.2$。\n"
        "那时每步乘 $1-0.4=0.6$，也就是 $(\\kappa-1)/(\\kappa+1)$，$\\kappa=4$。",
        "A step multiplies by $1-2\\eta$ and $1-8\\eta$.\n"
        "Best when both are equal in size: $1-2\\eta=8\\eta-1$, so $\\eta=2/(2+8)=0.2$.\n"
        "Then the factor is $1-0.4=0.6$, which is $(\\kappa-1)/(\\kappa+1)$ with $\\kappa=4$.",
    ),
    praise=(
        "倍数只看条件数：$\\kappa=4$，就是 $3/5$，山谷有多大不要紧。",
        "The factor depends on the condition number alone: $\\kappa=4$ gives $3/5$, however large "
        "the valley is.",
    ),
)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))


NEW_FUNCTION = Exercise(
    title=("给 Value 添一个函数", "A new function for Value"),
    level=2,
    key=_sigmoid,
    domain={"a": (-3, 3)},
    derivative_of=lambda a: np.log(1 + np.exp(a)),
    formula=True,
    mistakes=[
        (
            lambda a: 1 / (1 + np.exp(a)),
            "missing_inner",
            (
                "外层的导数对了：$1/(1+e^a)$。里面的 $1+e^a$ 自己也在变，它变得多快？",
                "The outside is right: $1/(1+e^a)$. The inside, $1+e^a$, changes too: how fast?",
            ),
        ),
        (
            np.exp,
            "only_inner",
            (
                "里面的导数对了。外层的 $\\ln$ 求导以后是什么？",
                "The inside is right. And the derivative of the outer $\\ln$?",
            ),
        ),
        (
            lambda a: _sigmoid(a) * (1 - _sigmoid(a)),
            "second_derivative",
            (
                "这是 sigmoid 的导数，多求了一次。softplus 的导数是什么？",
                "That is the derivative of sigmoid: once too often. What is that of softplus?",
            ),
        ),
        (
            lambda a: (a > 0) * 1.0,
            "relu",
            (
                "这是 ReLU 的导数。softplus 把它的尖角磨圆了，导数也是慢慢从 0 升到 1 的。",
                "That is the derivative of ReLU. Softplus has its corner rounded off, and its "
                "derivative rises from 0 to 1 gradually.",
            ),
        ),
    ],
    hints=[
        (
            "链式法则：外层 $\\ln u$，内层 $u=1+e^a$。",
            "The chain rule: outside $\\ln u$, inside $u=1+e^a$.",
        ),
        (
            "$\\dfrac1u\\cdot e^a$，把 $u$ 换回去。上下同除以 $e^a$，会看到一个老朋友。",
            "$\\dfrac1u\\cdot e^a$; put $u$ back. Divide both parts by $e^a$ and you meet an old "
            "friend.",
        ),
    ],
    solution=(
        "外层 $\\ln u$ 的导数是 $1/u$，内层 $u=1+e^a$ 的导数是 $e^a$。\n"
        "$\\dfrac{e^a}{1+e^a}=\\dfrac1{1+e^{-a}}=\\sigma(a)$。",
        "Outside: $1/u$. Inside, $u=1+e^a$: $e^a$.\n"
        "$\\dfrac{e^a}{1+e^a}=\\dfrac1{1+e^{-a}}=\\sigma(a)$.",
    ),
    praise=(
        "就是 sigmoid。装上去以后，它和别的函数套多少层都行：局部导数写对一次，就一直是对的。",
        "It is sigmoid. Once in place it works in any composition: a local derivative has to be "
        "right only once.",
    ),
)

TWICE_TOO_LARGE = Exercise(
    title=("先猜：差一倍", "Guess first: off by a factor of two"),
    level=2,
    key=0.5,
    mistakes=[
        (
            1,
            "smaller_below",
            (
                "分子对了，分母取了小的那个。（9.6）的分母是两个范数里**大**的。",
                "The numerator is right, but you divided by the smaller norm. (9.6) takes the "
                "**larger**.",
            ),
        ),
        (
            2,
            "ratio",
            (
                "这是两个梯度的比。相对误差的分子是它们的**差**。",
                "That is the ratio of the two. The numerator of (9.6) is their **difference**.",
            ),
        ),
        (
            1 / 3,
            "sum_below",
            (
                "分母用了两个范数的和，有的书这样写。（9.6）用的是大的那个。",
                "You divided by the sum of both norms, as some books do. (9.6) takes the larger.",
            ),
        ),
        (
            0,
            "no_error",
            (
                "方向是一样的，可是长短差了一倍，这也是错。",
                "The direction is the same, but the length is not, and that is an error too.",
            ),
        ),
    ],
    hints=[
        (
            "真的梯度是 $\\mathbf x$，写成了 $2\\mathbf x$。差是多少？",
            "The true gradient is $\\mathbf x$, the one written $2\\mathbf x$. What is their "
            "difference?",
        ),
        (
            "差的范数是 $\\lVert\\mathbf x\\rVert$，大的那个的范数是 $2\\lVert\\mathbf x\\rVert$。",
            "The norm of the difference is $\\lVert\\mathbf x\\rVert$, the larger norm "
            "$2\\lVert\\mathbf x\\rVert$.",
        ),
    ],
    solution=(
        "真的梯度是 $\\mathbf x$。\n"
        "差：$\\lVert2\\mathbf x-\\mathbf x\\rVert=\\lVert\\mathbf x\\rVert$。\n"
        "除以大的 $2\\lVert\\mathbf x\\rVert$，得 0.5，和 $\\mathbf x$ 是什么没有关系。",
        "The true gradient is $\\mathbf x$.\nThe difference has the norm "
        "$\\lVert\\mathbf x\\rVert$.\nOver the larger, $2\\lVert\\mathbf x\\rVert$, this is 0.5, "
        "whatever $\\mathbf x$ is.",
    ),
    praise=(
        "检查时看到 0.5，先找少了或多了的那个 2。",
        "When a check says 0.5, look for a 2 too many or too few.",
    ),
)

WHOSE_TURN = Exercise(
    title=("先轮到谁", "Whose turn is it?"),
    level=2,
    key="A",
    mistakes=[
        (
            "B",
            "too_early",
            (
                "从 d 开始对了。轮到 b 的时候，$c$ 传给它的那一份到了没有？",
                "Starting at d is right. When b has its turn, has it got its share from $c$?",
            ),
        ),
        (
            "C",
            "forward",
            (
                "这是**算值**的次序。导数从输出传回来，要倒着走。",
                "That is the order of **values**. Derivatives come back from the output.",
            ),
        ),
        (
            "D",
            "any_order",
            (
                "一个数要收齐所有孩子传来的，才能往下传。b 有几个孩子？",
                "A number has to collect from all its children before it passes on. How many "
                "has b?",
            ),
        ),
    ],
    hints=[
        (
            "画出箭头：谁用了谁？b 被谁用过？",
            "Draw the arrows: who uses whom? Who uses b?",
        ),
        (
            "b 被 c 和 d 用过，要等这两个都处理完。",
            "b is used by c and d, so both have to be done first.",
        ),
    ],
    solution=(
        "d 用了 b 和 c，c 用了 a 和 b，b 用了 a。\n"
        "b 的孩子是 c 和 d，所以 c 要在 b 前面；a 的孩子是 b 和 c，它排最后。\n"
        "次序是 d，c，b，a，选 A。",
        "d uses b and c, c uses a and b, b uses a.\n"
        "The children of b are c and d, so c comes before b; those of a are b and c, so a is "
        "last.\nThe order is d, c, b, a: A.",
    ),
    praise=(
        "正是拓扑顺序倒过来。先轮到 b，它就会漏掉 c 传来的那一份。",
        "The topological order, backwards. With b first, the share from c would be lost.",
    ),
)

BATCH_GRADIENT = Exercise(
    title=("一批数据的梯度", "The gradient for a batch"),
    level=3,
    key=lambda P, Y, X: (P - Y).T @ X / len(X),
    domain={"P": (0, 1), "Y": (0, 1), "X": (-2, 2)},
    shapes={"P": (5, 3), "Y": (5, 3), "X": (5, 2)},
    mistakes=[
        (
            lambda P, Y, X: X.T @ (P - Y) / len(X),
            "layout",
            (
                "每个数都对，只是行和列换了位置：2 × 3 是 $D_WL$ 的形状（分子布局）。"
                "梯度 $\\nabla_WL$ 的形状要和 $W$ 一样。",
                "Every number is right, but rows and columns have changed places: 2 × 3 is the "
                "shape of $D_WL$ (numerator layout). The gradient $\\nabla_WL$ has the shape of "
                "$W$.",
            ),
        ),
        (
            lambda P, Y, X: (P - Y).T @ X,
            "sum_for_mean",
            (
                "矩阵乘积全对了。损失是 5 个数据的**平均**，你求的是总和的梯度。",
                "The matrix product is all right. But the loss is the **mean** over 5 examples; "
                "this is the gradient of their sum.",
            ),
        ),
        (
            lambda P, Y, X: (Y - P).T @ X / len(X),
            "sign",
            (
                "只差一个符号。分数太高（概率比答案大）的那一类，梯度该是正的还是负的？",
                "Only the sign is off. Where the probability is above the answer, should the "
                "gradient be positive or negative?",
            ),
        ),
        (
            lambda P, Y, X: P.T @ X / len(X),
            "answer_forgotten",
            (
                "少了答案 $Y$。交叉熵对分数的梯度，第 8 章的那个结果是什么？",
                "The answers $Y$ are missing. What was the gradient of the cross-entropy with "
                "respect to the scores in chapter 8?",
            ),
        ),
        (
            lambda P, Y, X: (P * (1 - P) * (P - Y)).T @ X / len(X),
            "softmax_twice",
            (
                "$P-Y$ 已经是对**分数**的梯度，softmax 的导数就在里面了，不用再乘一次。",
                "$P-Y$ is the gradient with respect to the **scores** already; the derivative of "
                "softmax is in it.",
            ),
        ),
        (
            lambda P, Y, X: (P - Y).T @ X / (3 * len(X)),
            "mean_over_all",
            (
                "平均是对 5 个**数据**取的，不是对 15 个数取的。"
                "一个数据的三个分数合起来只有一个损失。",
                "The mean is over the 5 **examples**, not over 15 numbers: three scores of an "
                "example make one loss.",
            ),
        ),
    ],
    hints=[
        (
            "一个数据：$\\nabla_{\\mathbf z}L=\\mathbf p-\\mathbf y$，"
            "$\\nabla_WL=(\\mathbf p-\\mathbf y)\\,\\mathbf x^\\top$。五个加起来呢？",
            "One example: $\\nabla_{\\mathbf z}L=\\mathbf p-\\mathbf y$ and $\\nabla_WL=(\\mathbf "
            "p-\\mathbf y)\\,\\mathbf x^\\top$. And the sum of five?",
        ),
        (
            "用形状来拼：$P-Y$ 是 5 × 3，$X$ 是 5 × 2，要得到 3 × 2。",
            "Let the shapes guide you: $P-Y$ is 5 × 3, $X$ is 5 × 2, wanted is 3 × 2.",
        ),
        (
            "`(P - Y).T @ X`，再想想“平均”。",
            "`(P - Y).T @ X`; then think of the mean.",
        ),
    ],
    solution=(
        "对一个数据，$\\nabla_{\\mathbf z}L=\\mathbf p-\\mathbf y$（第 8 章），"
        "$\\nabla_WL=(\\mathbf p-\\mathbf y)\\,\\mathbf x^\\top$（第 7 章）。\n"
        "五个加起来，就是矩阵乘积 $(P-Y)^\\top X$，3 × 5 乘 5 × 2。\n"
        "平均再除以 5：`(P - Y).T @ X / len(X)`。",
        "For one example $\\nabla_{\\mathbf z}L=\\mathbf p-\\mathbf y$ (chapter 8) and "
        "$\\nabla_WL=(\\mathbf p-\\mathbf y)\\,\\mathbf x^\\top$ (chapter 7).\n"
        "The sum of five is the matrix product $(P-Y)^\\top X$, 3 × 5 by 5 × 2.\n"
        "The mean divides by 5: `(P - Y).T @ X / len(X)`.",
    ),
    praise=(
        "五个外积的和，就是一个矩阵乘积；换成五万个也是这一行。",
        "A sum of five outer products is one matrix product; for fifty thousand it is the same "
        "line.",
    ),
)

HIDDEN_GRADIENT = Exercise(
    title=("反向传播的一段", "A piece of backpropagation"),
    level=3,
    key=lambda G2, W2, A, X: ((G2 @ W2) * (1 - A**2)).T @ X,
    domain={"G2": (-1, 1), "W2": (-2, 2), "A": (-0.9, 0.9), "X": (-2, 2)},
    shapes={"G2": (5, 3), "W2": (3, 4), "A": (5, 4), "X": (5, 2)},
    mistakes=[
        (
            lambda G2, W2, A, X: X.T @ ((G2 @ W2) * (1 - A**2)),
            "layout",
            (
                "每个数都对，只是行和列换了位置：2 × 4 是 $D_{W_1}L$ 的形状（分子布局）。"
                "梯度 $\\nabla_{W_1}L$ 的形状要和 $W_1$ 一样。",
                "Every number is right, but rows and columns have changed places: 2 × 4 is the "
                "shape of $D_{W_1}L$ (numerator layout). The gradient $\\nabla_{W_1}L$ has the "
                "shape of $W_1$.",
            ),
        ),
        (
            lambda G2, W2, A, X: (G2 @ W2).T @ X,
            "missing_inner",
            (
                "两个线性层都走对了。中间还隔着一道 $\\tanh$，它的导数乘上去了吗？",
                "Both linear layers are right. Between them stands a $\\tanh$: where is its "
                "derivative?",
            ),
        ),
        (
            lambda G2, W2, A, X: ((G2 @ W2) * (1 - np.tanh(A) ** 2)).T @ X,
            "tanh_twice",
            (
                "只差一处：`A` 已经是 $\\tanh$ 算完以后的**输出**，不用再算一次 $\\tanh$。",
                "One thing only: `A` is the **output** of $\\tanh$ already; do not take $\\tanh$ "
                "again.",
            ),
        ),
        (
            lambda G2, W2, A, X: ((G2 @ W2) * A * (1 - A)).T @ X,
            "sigmoid",
            (
                "路走对了，可 $a(1-a)$ 是 sigmoid 的导数。这里用的是 $\\tanh$。",
                "The way is right, but $a(1-a)$ belongs to sigmoid. Here it is $\\tanh$.",
            ),
        ),
        (
            lambda G2, W2, A, X: ((G2 @ W2) * (1 - A)).T @ X,
            "square_forgotten",
            (
                "快对了。$\\tanh'=1-\\tanh^2$，平方在哪里？",
                "Nearly. $\\tanh'=1-\\tanh^2$: where is the square?",
            ),
        ),
        (
            lambda G2, W2, A, X: ((G2 @ W2) * A).T @ X,
            "value_for_slope",
            (
                "你乘的是 $\\tanh$ 的**值** $A$。往回传的时候，要乘的是它的**导数**。",
                "You multiplied by the **value** $A$ of $\\tanh$. On the way back it is its "
                "**derivative** that counts.",
            ),
        ),
    ],
    hints=[
        (
            "从后往前三步：过线性层 $W_2$，过 $\\tanh$，过线性层 $W_1$。",
            "Three steps from the back: through the linear layer $W_2$, through $\\tanh$, through "
            "$W_1$.",
        ),
        (
            "$\\nabla_AL=G_2W_2$，5 × 4。过 $\\tanh$ 时逐个乘上它的导数；导数可以用 $A$ 来写。",
            "$\\nabla_AL=G_2W_2$, 5 × 4. Through $\\tanh$, multiply entry by entry by its "
            "derivative, which can be written with $A$.",
        ),
        (
            "`G1 = (G2 @ W2) * (1 - A * A)`。最后一步和上一题的 $(P-Y)^\\top X$ 一样。",
            "`G1 = (G2 @ W2) * (1 - A * A)`. The last step is like $(P-Y)^\\top X$ in the "
            "exercise before.",
        ),
    ],
    solution=(
        "过线性层 $Z=AW_2^\\top$：$\\nabla_AL=G_2W_2$，5 × 3 乘 3 × 4。\n"
        "过 $\\tanh$：逐个乘上 $1-A^2$，得 $G_1=(G_2W_2)\\odot(1-A^2)$，5 × 4。\n"
        "过线性层 $XW_1^\\top$：$\\nabla_{W_1}L=G_1^\\top X$，4 × 5 乘 5 × 2。\n"
        "写成一行：`((G2 @ W2) * (1 - A * A)).T @ X`。",
        "Through $Z=AW_2^\\top$: $\\nabla_AL=G_2W_2$, 5 × 3 by 3 × 4.\n"
        "Through $\\tanh$: times $1-A^2$, entry by entry: $G_1=(G_2W_2)\\odot(1-A^2)$, 5 × 4.\n"
        "Through $XW_1^\\top$: $\\nabla_{W_1}L=G_1^\\top X$, 4 × 5 by 5 × 2.\n"
        "In one line: `((G2 @ W2) * (1 - A * A)).T @ X`.",
    ),
    praise=(
        "反向传播就是这样一层一层倒着走。整本书的路，都走到这一行里了。",
        "That is backpropagation, layer by layer. The whole book has led to this line.",
    ),
)

EXERCISES = [
    ONE_STEP,
    WHO_EXPLODES,
    BACKWARD_TWICE,
    LIMIT,
    BEST_RATE,
    NEW_FUNCTION,
    TWICE_TOO_LARGE,
    WHOSE_TURN,
    BATCH_GRADIENT,
    HIDDEN_GRADIENT,
]
