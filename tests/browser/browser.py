"""A headless Chromium, driven over WebDriver with nothing but the standard library."""

import base64
import json
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Browser:
    """One window; `with Browser() as browser:` closes it again."""

    def __init__(self, chromedriver, chromium):
        self.are_on = True
        self.profile = tempfile.TemporaryDirectory()
        self.driver = subprocess.Popen(
            [chromedriver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        while port is None:
            line = self.driver.stdout.readline()
            if not line:
                raise RuntimeError("chromedriver ended before it said its port")
            if "started successfully on port" in line:
                port = line.split("port")[-1].strip(" .\n")
        self.base = f"http://127.0.0.1:{port}"
        options = {
            "binary": chromium,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--no-first-run", "--disable-background-networking", "--disable-extensions",
                     f"--user-data-dir={self.profile.name}"],
        }
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"},
                  "unhandledPromptBehavior": "ignore"}
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base += "/session/" + session["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(10)
            self.driver.stdout.close()
            self.profile.cleanup()

    def call(self, method, path, body=None):
        """One command of the protocol."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read().decode()[:500]}") from None

    def cdp(self, command, **params):
        """A command of the browser's own protocol."""
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=False)

    def dark(self, is_dark):
        scheme = "dark" if is_dark else "light"
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def scripts(self, are_on):
        self.are_on = are_on
        self.cdp("Emulation.setScriptExecutionDisabled", value=not are_on)

    def open(self, url):
        """Opens a page; gives the seconds until it was loaded."""
        begun = time.monotonic()
        if not self.are_on:
            # Without scripts the driver cannot tell when a page is there.
            self.call("POST", "/url", {"url": "about:blank"})
        self.call("POST", "/url", {"url": url})
        while not self.are_on and self.evaluate("document.readyState + location.protocol") != "completefile:":
            time.sleep(0.02)
        return time.monotonic() - begun

    def evaluate(self, expression):
        """The value of an expression, even where the page's own scripts are off."""
        result = self.cdp("Runtime.evaluate", returnByValue=True, expression=expression)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
        return result["result"]["value"]

    def run(self, script, *args):
        """The value of the body of a function in the page."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def press(self, key):
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}]})

    def log(self):
        """What stands in the console since the last call."""
        return self.call("POST", "/se/log", {"type": "browser"})

    def shot(self, path, whole=True, most=4000):
        """Writes a picture of the page, or of the window."""
        clip = {}
        if whole:
            width, height = self.run("return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
            clip = {"captureBeyondViewport": True,
                    "clip": {"x": 0, "y": 0, "width": width, "height": min(height, most), "scale": 1}}
        shot = self.cdp("Page.captureScreenshot", format="png", **clip)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
