"""Opens reports in a headless Chromium and checks what only a browser can tell.

python3 check.py CHROMEDRIVER CHROMIUM SHOTS REPORT.html…

Reports whose name begins with `hostile` hold articles that try to run scripts: each would set `window.hacked`.
Says what fails and ends with 1.
"""

import os
import pathlib
import sys
import time

from browser import Browser

SHADOWED = "return [...document.querySelectorAll('main .f-contradiction')].filter((one) => one.checkVisibility()).length"


def check(browser, report, shots, fail):
    name = report.stem
    browser.size(1400, 900)
    browser.dark(False)
    seconds = browser.open(report.as_uri())
    console = [entry["message"] for entry in browser.log()]
    if console:
        fail(f"the console says {console}")
    if seconds > 10:
        fail(f"opens in {seconds:.1f} seconds")
    links(browser, fail)
    names(browser, fail)
    contained(browser, name, fail)
    navigation(browser, fail)
    filters(browser, fail)
    citation(browser, fail)
    pairs(browser, fail)
    sizes(browser, report, shots, fail)
    unscripted(browser, report, fail)
    console = [entry["message"] for entry in browser.log()]
    if console:
        fail(f"in the end the console says {console}")


def links(browser, fail):
    ids, targets = browser.run("""
        return [[...document.querySelectorAll('[id]')].map((one) => one.id),
                [...document.querySelectorAll('a')].map((one) => one.getAttribute('href') ?? one.getAttribute('xlink:href'))]""")
    if len(ids) != len(set(ids)):
        fail(f"ids stand twice: {sorted({one for one in ids if ids.count(one) > 1})[:5]}")
    lost = {target for target in targets if not target.startswith("#") or target[1:] not in set(ids)}
    if lost:
        fail(f"links lead nowhere: {sorted(lost)[:5]}")


def names(browser, fail):
    """What a screen reader would say."""
    tree = browser.cdp("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "link", "checkbox", "searchbox", "heading", "region", "table", "columnheader"}
    silent = [node["role"]["value"] for node in tree if not node.get("ignored") and node.get("role", {}).get("value") in roles
              and not node.get("name", {}).get("value", "").strip()]
    if silent:
        fail(f"has parts without a name: {silent[:5]}")
    if not browser.run("return document.documentElement.lang && document.querySelectorAll('main, header, h1').length >= 3"):
        fail("has no language or no landmarks")


def contained(browser, name, fail):
    """Nothing of an article has become anything but text, and nothing was fetched."""
    state = browser.run("""
        const odd = 'img, iframe, object, embed, base, form, audio, video, math, link:not([rel=icon]), script:not(#data):not(body > script:last-of-type)';
        return {hacked: window.hacked ?? null, odd: [...document.querySelectorAll(odd)].map((one) => one.outerHTML.slice(0, 80)),
                handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((a) => a.name.startsWith('on'))).length,
                fetched: performance.getEntriesByType('resource').length, text: document.body.textContent}""")
    for what in ("hacked", "odd", "handlers", "fetched"):
        if state[what]:
            fail(f"{what}: {state[what]}")
    if name.startswith("hostile") and "<script>" not in state["text"]:
        fail("does not show the markup of its articles as text")
    if any(ord(c) < 32 and c not in "\n\t" or c in "\u202e\u2066" for c in state["text"]):
        fail("holds control characters")


def navigation(browser, fail):
    number = browser.run("return document.querySelectorAll('main .finding').length")
    if number < 2:
        return
    focused = []
    for key in "nnp":
        browser.press(key)
        focused.append(browser.run("return document.activeElement.classList.contains('finding') && document.activeElement.id"))
    if not all(focused) or focused[0] == focused[1] or focused[2] != focused[0]:
        fail(f"n, n, p lead to {focused}")
    folded = browser.run("return document.querySelector('details .n[id]')?.id ?? null")
    if folded:
        browser.run("location.hash = arguments[0]", folded)
        time.sleep(0.2)
        if not browser.run("return document.getElementById(arguments[0]).closest('details').open", folded):
            fail("a link into a folded part does not unfold it")


def filters(browser, fail):
    before = browser.run(SHADOWED)
    browser.run("document.getElementById('show-contradiction').click()")
    after = browser.run(SHADOWED)
    browser.run("document.getElementById('show-contradiction').click()")
    if after or browser.run(SHADOWED) != before:
        fail(f"filtering contradictions leaves {after} of {before}")
    rest = browser.run("""
        const text = document.getElementById('text');
        text.value = 'no article has this'; text.dispatchEvent(new Event('input'));
        return document.querySelectorAll('main .finding').length""")
    time.sleep(0.4)
    shown = browser.run("return [...document.querySelectorAll('main .finding')].filter((one) => one.checkVisibility()).length")
    browser.run("const text = document.getElementById('text'); text.value = ''; text.dispatchEvent(new Event('input'))")
    time.sleep(0.4)
    if rest and shown:
        fail(f"a text that is nowhere leaves {shown} of {rest} findings")


def citation(browser, fail):
    wanted = browser.run("""
        const figure = document.querySelector('main figure.side');
        if (!figure) return null;
        figure.querySelector('.cite').click();
        return [figure.querySelector('blockquote').textContent.trim(), figure.dataset.s + '–' + figure.dataset.e]""")
    time.sleep(0.2)
    cited = browser.run("return document.documentElement.dataset.cited ?? ''")
    if wanted and not all(part in cited for part in wanted):
        fail(f"a citation says {cited!r}, not {wanted}")


def pairs(browser, fail):
    """Passages light up together; columns scroll together; hidden kinds lose their marks."""
    lit = browser.run("""
        const mark = document.querySelector('.cols mark[data-p]');
        if (!mark) return null;
        for (let up = mark; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
        mark.click();
        const sides = [...mark.closest('.cols').children];
        return sides.filter((side) => side.querySelector('.lit')).length""")
    if lit is not None and lit < 2:
        fail(f"a passage lights up on {lit} sides")
    hidden = browser.run("""
        const badge = [...document.querySelectorAll('.n.k-stock, .n.k-quotation')][0];
        if (!badge) return true;
        for (let up = badge; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
        const box = document.getElementById(badge.matches('.k-stock') ? 'hide-stock' : 'hide-quotation');
        const before = badge.checkVisibility();
        box.click();
        const after = badge.checkVisibility();
        box.click();
        return before && !after""")
    if not hidden:
        fail("hiding a kind of passage does not hide it")
    browser.size(1400, 300)
    moved = browser.run("""
        const col = [...document.querySelectorAll('.pair .col')].find((one) => one.scrollHeight > one.clientHeight + 40);
        if (!col) return null;
        const other = [...col.parentElement.querySelectorAll('.col')].find((one) => one !== col);
        col.dispatchEvent(new Event('wheel'));
        other.scrollTop = 0;
        col.scrollTop = col.scrollHeight;
        return new Promise((done) => setTimeout(() => done(other.scrollTop > 0 || other.scrollHeight <= other.clientHeight), 300))""")
    if moved is False:
        fail("columns do not scroll together")


def sizes(browser, report, shots, fail):
    for width, is_dark in ((1400, False), (1400, True), (375, False), (375, True)):
        browser.size(width, 900)
        browser.dark(is_dark)
        wide = browser.run("return document.documentElement.scrollWidth")
        if wide > width:
            fail(f"is {wide} wide on {width}")
        shot = shots / f"{report.stem}-{width}-{'dark' if is_dark else 'light'}.png"
        browser.shot(shot, whole=False)
        if shot.stat().st_size < 10_000:
            fail(f"{shot.name} shows nothing")


def unscripted(browser, report, fail):
    """Everything is there without scripts, and what needs them is not."""
    browser.scripts(False)
    browser.open(report.as_uri())
    state = browser.cdp("Runtime.evaluate", returnByValue=True, expression="""
        [document.documentElement.classList.contains('scripted'),
         [...document.querySelectorAll('.js, .cite')].filter((one) => one.checkVisibility()).length,
         document.querySelectorAll('main section').length, document.querySelectorAll('details > summary').length]""")
    browser.scripts(True)
    is_scripted, useless, sections, folds = state["result"]["value"]
    if is_scripted or useless or not sections or not folds:
        fail(f"without scripts: {state['result']['value']}")


def main():
    chromedriver, chromium, shots, *reports = sys.argv[1:]
    failed = []
    os.makedirs(shots, exist_ok=True)
    with Browser(chromedriver, chromium) as browser:
        for report in map(pathlib.Path, reports):
            check(browser, report, pathlib.Path(shots), lambda what: failed.append(f"{report.name}: {what}"))
    print("\n".join(failed) or f"{len(reports)} reports are as they should be")
    sys.exit(1 if failed else 0)


main()
