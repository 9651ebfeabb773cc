"""A student's page as the server sees it: signs in, opens a notebook, runs it, drags.

What it sends is what the page sends: the requests of `stage.js` for an explorer, those of
ipywidgets for `interact`. It draws nothing.
"""

import asyncio
import json
import math
import time
import uuid

import aiohttp
from yarl import URL

TICK = 1 / 60  # s, from one move of the pointer to the next
STARTING = 300  # s that a server may take when all start at once
AT_ONCE, LOST = 20, 3.0  # ms of frames that are asked for ahead, s until none is hoped for


class Failure(Exception):
    """What a student would call broken."""


class Page:
    """One student's browser.

    Parameters
    ----------
    hub : str
        The hub's address.
    name : str
        The student's.
    """

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.base = f"{hub}/user/{name}"
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=600)
        )
        self.channel = self.listening = None
        self.widgets, self.waiting, self.heard = {}, {}, {}

    async def sign_in(self):
        """Come in, and wait until the server is there."""
        login = f"{self.hub}/hub/login"
        async with self.session.get(login):
            pass
        token = self.session.cookie_jar.filter_cookies(URL(login))["_xsrf"].value
        form = {"username": self.name, "password": "", "_xsrf": token}
        async with self.session.post(f"{login}?next=/hub/spawn", data=form) as said:
            if said.status != 200:
                raise Failure(f"login: {said.status}")
        # Until it is there, the hub answers in its place.
        try:
            async with asyncio.timeout(STARTING):
                while not await self._is_there():
                    await asyncio.sleep(1)
        except TimeoutError:
            raise Failure(f"no server after {STARTING} s") from None

    async def _is_there(self):
        async with self.session.get(f"{self.base}/lab") as said:
            return said.status == 200 and said.url.path.startswith(f"/user/{self.name}/")

    async def _ask(self, method, path, /, **content):
        cookies = self.session.cookie_jar.filter_cookies(URL(f"{self.base}/"))
        headers = {"X-XSRFToken": cookies["_xsrf"].value}
        address = f"{self.base}/api/{path}"
        # A browser asks again, too, where a connection was closed that it had kept.
        for last in (False, False, True):
            try:
                async with self.session.request(
                    method, address, headers=headers, json=content or None
                ) as said:
                    if said.status >= 300:
                        text = await said.text()
                        raise Failure(f"{method} {path}: {said.status} {text[:200]}")
                    return await said.json()
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                if last:
                    raise

    async def open(self, path):
        """Open a notebook and its kernel; give the sources of its code cells."""
        notebook = await self._ask("GET", f"contents/{path}?type=notebook&content=1")
        kernel = {"name": "python3"}
        session = {"path": path, "name": path, "type": "notebook", "kernel": kernel}
        made = await self._ask("POST", "sessions", **session)
        where = f"kernels/{made['kernel']['id']}/channels?session_id={uuid.uuid4().hex}"
        self.channel = await self.session.ws_connect(
            f"{self.base}/api/{where}", max_msg_size=0, heartbeat=None
        )
        self.listening = asyncio.create_task(self._listen())
        return [c["source"] for c in notebook["content"]["cells"] if c["cell_type"] == "code"]

    async def close(self):
        if self.listening:
            self.listening.cancel()
        await self.session.close()

    # What goes to and fro

    async def send(self, kind, content):
        """Send a message to the kernel; give its id."""
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "username": self.name, "session": self.name}
        header |= {"version": "5.4", "date": ""}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        await self.channel.send_str(json.dumps({**message, "channel": "shell", "buffers": []}))
        return name

    async def _listen(self):
        async for message in self.channel:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._take(json.loads(message.data))
            elif message.type is aiohttp.WSMsgType.BINARY:
                # Widgets with buffers: the length of the text is the second number.
                count = int.from_bytes(message.data[:4], "big")
                ends = [
                    int.from_bytes(message.data[4 + 4 * i : 8 + 4 * i], "big") for i in range(count)
                ]
                end = ends[1] if count > 1 else None
                self._take(json.loads(message.data[ends[0] : end]))
        error = Failure("the connection to the kernel is gone")
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(error)

    def _take(self, message):
        kind, content = message["header"]["msg_type"], message["content"]
        parent = message.get("parent_header", {}).get("msg_id")
        if kind == "comm_open":
            self.widgets[content["comm_id"]] = content["data"].get("state", {})
        elif kind == "comm_msg" and (hear := self.heard.get(content["comm_id"])):
            hear(content["data"])
        elif kind == "error":
            self.widgets.setdefault("errors", []).append(f"{content['ename']}: {content['evalue']}")
        elif kind == "status" and content["execution_state"] == "idle":
            done = self.waiting.pop(parent, None)
            if done and not done.done():
                done.set_result(time.perf_counter())

    async def run(self, source, patience=300):
        """Run a cell; wait until the kernel is idle again."""
        request = {"code": source, "silent": False, "store_history": True, "user_expressions": {}}
        request |= {"allow_stdin": False, "stop_on_error": True}
        await self.idle(await self.send("execute_request", request), patience)
        if errors := self.widgets.pop("errors", None):
            raise Failure(errors[0])

    def idle(self, name, patience=300):
        self.waiting[name] = asyncio.get_running_loop().create_future()
        return asyncio.wait_for(self.waiting[name], patience)

    # What a hand does

    async def drag(self, move, seconds, start):
        """Move a pointer to and fro.

        Parameters
        ----------
        move : coroutine function
            Takes where the pointer is, from 0 to 1.
        seconds : float
        start : float
            Where it is first.
        """
        begin = time.perf_counter()
        while (now := time.perf_counter() - begin) < seconds:
            phase = (start + now / 2.5) % 2
            await move(1 - abs(1 - phase))
            await asyncio.sleep(max(0, TICK - (time.perf_counter() - begin - now)))

    def explorers(self):
        """Give the ids of the widgets that are explorers."""
        return [name for name, state in self.widgets.items() if "_stage" in state]

    def sliders(self):
        """Give the ids of the sliders of ipywidgets."""
        wanted = "FloatSliderModel"
        return [n for n, state in self.widgets.items() if state.get("_model_name") == wanted]


class Explorer:
    """An explorer as its page keeps it: which frames it has, and which it asks for.

    Parameters
    ----------
    page : Page
    name : str
        The widget's id.
    seen : Seen
        What came of it.
    """

    def __init__(self, page, name, seen):
        self.page, self.name, self.seen = page, name, seen
        state = page.widgets[name]
        self.controls = state["_stage"]["controls"]
        self.in_setup = [c["name"] in state["_stage"]["in_setup"] for c in self.controls]
        self.state = [state.get(c["name"], c["first"]) for c in self.controls]
        self.me = uuid.uuid4().hex
        self.frames, self.scenes, self.underway = set(), {}, []
        self.batch, self.here, self.since = 1, 0, None
        self.keep(state["_pictures"])
        page.heard[name] = self.receive
        sliders = [i for i, c in enumerate(self.controls) if c["kind"] == "slider"]
        moving = [i for i in sliders if not self.in_setup[i]]
        self.slider = (moving or sliders)[0]

    def keep(self, pictures):
        self.frames |= {key(frame["at"]) for frame in pictures["frames"]}
        self.scenes |= {key(scene["at"]): scene["at"] for scene in pictures["scenes"]}
        if pictures["ms"]:
            self.batch = min(math.floor(AT_ONCE / pictures["ms"]), 20)

    async def move(self, where):
        """Go to a stop of the slider, and ask for what is not there."""
        stops = self.controls[self.slider]["stops"]
        here = round(where * (len(stops) - 1))
        if stops[here] == self.state[self.slider]:
            return
        self.state[self.slider] = stops[here]
        self.seen.moves += 1
        there = key(self.state) in self.frames
        self.seen.at_once += there
        self.since = None if there else self.since or time.perf_counter()
        forth = (here > self.here) - (here < self.here) or 1
        self.here = here
        scene = key([v for v, fixed in zip(self.state, self.in_setup, strict=True) if fixed])
        most = min(max(self.batch, 1), 4) if scene in self.scenes else 1
        if self.under_way("now") < most and not self.has(self.state):
            await self.ask("now", [self.state[:]])
        if not self.under_way("ahead"):
            near = sorted(range(len(stops)), key=lambda k: distance(k, here, forth))
            states = (
                [*self.state[: self.slider], stops[k], *self.state[self.slider + 1 :]] for k in near
            )
            states = [
                state for _, state in zip(range(60), states, strict=False) if not self.has(state)
            ]
            if wanted := states[: self.batch]:
                await self.ask("ahead", wanted)

    def under_way(self, purpose):
        now = time.perf_counter()
        return sum(each[0] == purpose and now - each[2] < LOST for each in self.underway)

    def has(self, state):
        return key(state) in self.frames or any(key(state) in keys for _, keys, _ in self.underway)

    async def ask(self, purpose, states):
        request = {"from": self.me, "purpose": purpose, "states": states}
        request["known"] = list(self.scenes.values())
        self.underway.append((purpose, {*map(key, states)}, time.perf_counter()))
        await self.tell({"method": "custom", "content": request})

    async def tell(self, data):
        await self.page.send("comm_msg", {"comm_id": self.name, "data": data})

    def receive(self, data):
        if data.get("method") != "custom" or "frames" not in data["content"]:
            return
        answer, now = data["content"], time.perf_counter()
        self.keep(answer)
        if answer["to"] != self.me:
            return
        for each in self.underway:
            if each[0] == answer["purpose"]:
                self.underway.remove(each)
                if each[0] == "now":
                    self.seen.frames.append(now - each[2])
                break
        if self.since and key(self.state) in self.frames:
            self.since = None

    async def settle(self):
        """Let the pointer go: the kernel is told the values, and asked for what the file keeps."""
        control = self.controls[self.slider]["name"]
        state = {control: self.state[self.slider]}
        await self.tell({"method": "update", "state": state, "buffer_paths": []})
        await self.ask("keep", [])
        end = time.perf_counter() + 30
        while self.underway and time.perf_counter() < end:
            await asyncio.sleep(0.05)
        if self.underway:
            self.seen.failures.append(f"{self.page.name}: no answer to {self.underway[0][0]}")
            self.underway.clear()


class Slider:
    """A slider of `interact`: one value is under way, and the newest waits.

    Parameters
    ----------
    page : Page
    name : str
        The widget's id.
    seen : Seen
    """

    def __init__(self, page, name, seen):
        self.page, self.name, self.seen = page, name, seen
        state = page.widgets[name]
        self.least, self.most, self.step = state["min"], state["max"], state["step"]
        self.value, self.sent, self.under_way = state["value"], state["value"], None

    async def move(self, where):
        steps = round(where * (self.most - self.least) / self.step)
        value = self.least + steps * self.step
        if value != self.value:
            self.value = value
            self.seen.moves += 1
        if self.value != self.sent and (self.under_way is None or self.under_way.done()):
            self.under_way = asyncio.create_task(self._send())

    async def _send(self):
        self.sent, begin = self.value, time.perf_counter()
        data = {"method": "update", "state": {"value": self.value}, "buffer_paths": []}
        name = await self.page.send("comm_msg", {"comm_id": self.name, "data": data})
        # The picture comes before the kernel is idle again, a moment before.
        self.seen.frames.append(await self.page.idle(name, 60) - begin)

    async def settle(self):
        if self.under_way:
            await self.under_way


def key(state):
    return json.dumps(state)


def distance(k, here, forth):
    """How far a stop is; behind, three times as far."""
    ahead = (k - here) * forth
    return ahead if ahead > 0 else -3 * ahead
