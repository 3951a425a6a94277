"""Opens reports in a headless Chromium and checks what only a browser can tell.

python3 check.py CHROMEDRIVER CHROMIUM SHOTS REPORT.html…

Reports whose name begins with `hostile` hold articles that try to run scripts: each would set `window.hacked`.
Says what fails and ends with 1.
"""

import os
import pathlib
import re
import sys
import time

from browser import Browser

# Function words that a text in the language can hardly do without.
WORDS = {"de": r"\b(und|der|die|das|ist|von|mit|nur|nennt|nicht|wurde)\b", "en": r"\b(the|of|and|is|with|from|only|says|not|this)\b"}
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
    structure(browser, fail)
    language(browser, name, fail)
    contrast(browser, fail)
    contained(browser, name, fail)
    navigation(browser, fail)
    filters(browser, fail)
    citation(browser, fail)
    offsets(browser, name, fail)
    pairs(browser, fail)
    shares(browser, fail)
    minimap(browser, fail)
    printed(browser, report, fail)
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


def structure(browser, fail):
    """What a screen reader leads by: headings, landmarks, heads of tables, labels, drawings."""
    levels = browser.run("return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => +one.tagName[1])")
    if levels[:1] != [1] or levels.count(1) > 1 or any(after - before > 1 for before, after in zip(levels, levels[1:])):
        fail(f"levels of headings are {levels}")
    odd = browser.run("""
        const is = (one, ...names) => names.some((name) => one.getAttribute(name)?.trim());
        const wanted = {
            'a head without scope': (one) => one.tagName === 'TH' && !is(one, 'scope'),
            'a table without name': (one) => one.tagName === 'TABLE' && !is(one, 'aria-label', 'aria-labelledby'),
            'a row without head': (one) => one.matches('tbody tr') && one.children[0].tagName !== 'TH',
            'a control without label': (one) => one.matches('input') && !one.labels.length && !is(one, 'aria-label'),
            'a drawing without text': (one) => one.tagName === 'svg' && !(is(one, 'role') && is(one, 'aria-label')),
            'a fold without summary': (one) => one.tagName === 'DETAILS' && one.children[0]?.tagName !== 'SUMMARY',
            'a text without language': (one) => one.matches('blockquote, .text, .title, q') && !one.hasAttribute('lang'),
            'a group without name': (one) => one.tagName === 'FIELDSET' && !one.querySelector('legend')?.textContent.trim(),
        };
        const found = new Set();
        for (const one of document.body.querySelectorAll('*'))
            for (const [name, is_odd] of Object.entries(wanted)) if (is_odd(one)) found.add(name);
        return [...found]""")
    if odd:
        fail(f"has {', '.join(odd)}")
    landmarks = browser.run("return ['main', 'header', 'footer', '[role=search]', '[role=status]'].filter((one) => document.querySelectorAll(one).length !== 1)")
    if landmarks:
        fail(f"does not have one {landmarks}")
    browser.run("document.activeElement.blur(); window.scrollTo(0, 0)")
    for _ in range(25):
        browser.press("\ue004")
        ring = browser.run("""
            const one = document.activeElement, style = getComputedStyle(one);
            return [one.tagName + '.' + one.className, style.outlineStyle, parseFloat(style.outlineWidth)]""")
        if not ring[0].startswith("BODY") and (ring[1] == "none" or ring[2] < 1):
            fail(f"the focus does not show on {ring[0]}")
            break


def language(browser, name, fail):
    """The interface speaks one language, and what does not says so."""
    if name.startswith("hostile"):
        return
    own = browser.run("return document.documentElement.lang")
    text = browser.run("""
        const own = document.documentElement.lang;
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walk.nextNode()) {
            const parent = walk.currentNode.parentElement;
            if (parent.closest('script, style, code, [lang]').lang === own && parent.closest('[lang]') === document.documentElement)
                texts.push(walk.currentNode.data);
        }
        for (const one of document.querySelectorAll('[title], [aria-label], [placeholder]'))
            if (!one.lang) texts.push(one.title, one.getAttribute('aria-label') ?? '', one.getAttribute('placeholder') ?? '');
        return texts.join('\\n')""")
    # What is quoted is in the language of its article.
    text = re.sub("„[^“]*“|“[^”]*”", "", text)
    other = WORDS["en" if own == "de" else "de"]
    foreign = [line for line in text.split("\n") if re.search(other, line)]
    if foreign:
        fail(f"says in the wrong language: {foreign[:5]}")


def contrast(browser, fail):
    """Text is readable by WCAG's measure, 4.5 to 1, in both schemes."""
    for is_dark in (False, True):
        browser.dark(is_dark)
        pale = browser.run("""
            for (const one of document.querySelectorAll('details')) one.open = true;
            const parts = (color) => (color.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
            const light = (color) => color.slice(0, 3).map((part) => part / 255)
                .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
            const mix = (over, under, share) => under.map((part, at) => part + (over[at] - part) * share).slice(0, 3);
            const ground = (one) => {
                if (!one) return [255, 255, 255];
                const own = parts(getComputedStyle(one).backgroundColor);
                const share = own.length > 3 ? own[3] : 1;
                return share === 1 ? own : mix(own, ground(one.parentElement), share);
            };
            const pale = new Set();
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode() && pale.size < 5) {
                const one = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || one.closest('script, style, svg, :disabled') || !one.checkVisibility()) continue;
                const under = ground(one);
                let share = 1;
                for (let up = one; up; up = up.parentElement) share *= +getComputedStyle(up).opacity;
                const [a, b] = [light(mix(parts(getComputedStyle(one).color), under, share)), light(under)].sort((a, b) => b - a);
                const ratio = (a + 0.05) / (b + 0.05);
                if (ratio < 4.5) pale.add(`${one.tagName}.${one.className} in ${one.parentElement.className} ${ratio.toFixed(2)}`);
            }
            return [...pale]""")
        if pale:
            fail(f"is hard to read {'in the dark' if is_dark else 'in the light'}: {pale}")
    browser.dark(False)
    browser.open(browser.run("return location.href"))


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
    browser.run("document.getElementById('show-contradiction').click()")
    passed = []
    for _ in range(min(number, 6)):
        browser.press("n")
        passed.append(browser.run("return document.activeElement.className"))
    browser.run("document.getElementById('show-contradiction').click()")
    if any("f-contradiction" in one for one in passed):
        fail(f"n leads to what is filtered out: {passed}")
    anchors = browser.run("return [...document.querySelectorAll('main .finding[id], main tr[id], main .n[id], main li[id]')].map((one) => one.id)")
    for anchor in anchors[:3] + anchors[3::max(1, len(anchors) // 12)]:
        browser.run("location.hash = arguments[0]", anchor)
        shown = browser.run("""
            const one = document.getElementById(arguments[0]);
            return new Promise((done) => setTimeout(() => {
                const box = one.getBoundingClientRect();
                done(one.checkVisibility() && box.bottom > 0 && box.top < innerHeight);
            }, 120))""", anchor)
        if not shown:
            fail(f"the anchor {anchor} does not come into view")
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
        return [figure.querySelector('blockquote').textContent.trim(), figure.querySelector('figcaption .date').textContent.split(' ')[0],
                figure.querySelector('figcaption b').textContent.split(' (')[0], figure.dataset.s + '–' + figure.dataset.e]""")
    time.sleep(0.2)
    cited = browser.run("return document.documentElement.dataset.cited ?? ''")
    if wanted and not all(part in cited for part in wanted):
        fail(f"a citation says {cited!r}, not {wanted}")


def offsets(browser, name, fail):
    """The offsets of a citation are those of the words in the article's text, which the columns show."""
    if name.startswith("hostile"):
        return
    wrong = browser.run("""
        const texts = new Map();
        for (const col of document.querySelectorAll('.col')) {
            const text = col.querySelector('.text').cloneNode(true);
            for (const badge of text.querySelectorAll('a.n')) badge.remove();
            texts.set(col.dataset.c, Array.from(text.textContent));
        }
        let seen = 0;
        const wrong = [];
        for (const side of document.querySelectorAll('figure.side')) {
            const words = side.querySelector('blockquote').textContent;
            const text = texts.get(side.dataset.c);
            if (!text || /…|\\[/.test(words)) continue;
            seen += 1;
            const slice = text.slice(side.dataset.s, side.dataset.e).join('');
            if (slice !== words) wrong.push([slice, words]);
        }
        return {seen, wrong}""")
    if wrong["wrong"] or not wrong["seen"]:
        fail(f"offsets: {wrong}")


def shares(browser, fail):
    """The shares follow the switch for quotations."""
    state = browser.run("""
        const visible = (name) => [...document.querySelectorAll(name)].filter((one) => one.checkVisibility()).map((one) => parseFloat(one.textContent));
        const before = [visible('.with-quotations'), visible('.without-quotations')];
        document.getElementById('hide-quotation').click();
        const after = [visible('.with-quotations'), visible('.without-quotations')];
        document.getElementById('hide-quotation').click();
        return [before, after]""")
    (shown, none), (gone, less) = state
    if none or gone or len(shown) != len(less) or any(new > old for old, new in zip(shown, less)):
        fail(f"shares do not follow the switch for quotations: {state}")


def minimap(browser, fail):
    """The map has a part for every passage, and leads to it."""
    wrong = browser.run("""
        return [...document.querySelectorAll('.pair')].filter((pair) => pair.querySelector('.cols'))
            .filter((pair) => pair.querySelectorAll('.map path').length !== pair.querySelectorAll('.n[data-s]').length / 2)
            .map((pair) => pair.id)""")
    if wrong:
        fail(f"the map of {wrong} does not have every passage")
    lit = browser.run("""
        const link = document.querySelector('.map a');
        if (!link) return true;
        link.closest('details').open = true;
        link.dispatchEvent(new MouseEvent('click', {bubbles: true}));
        return new Promise((done) => setTimeout(() => {
            const id = link.getAttribute('href').slice(1);
            done(location.hash === '#' + id && document.querySelectorAll(`mark.lit[data-p="${id}"]`).length >= 2);
        }, 250))""")
    if not lit:
        fail("the map does not lead to a passage")


def printed(browser, report, fail):
    """On paper everything is unfolded, and what needs a mouse is gone, with scripts and without."""
    for scripts in (True, False):
        browser.scripts(scripts)
        browser.open(report.as_uri())
        browser.cdp("Emulation.setEmulatedMedia", media="print")
        state = browser.evaluate("""
            (() => {
                const is_gone = (one) => !one.getClientRects().length || !one.checkVisibility({contentVisibilityAuto: false});
                const text = [...document.querySelectorAll('main details > :not(summary), header details > :not(summary)')];
                const hidden = text.filter((one) => one.textContent.trim() && is_gone(one) && !one.matches('.js, .cite, .together'));
                const useless = [...document.querySelectorAll('.filters, .cite, .together, #said')].filter((one) => !is_gone(one));
                return [hidden.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)), useless.length,
                        getComputedStyle(document.body).backgroundColor];
            })()""")
        browser.cdp("Emulation.setEmulatedMedia", media="")
        browser.scripts(True)
        if state[0] or state[1]:
            fail(f"on paper, scripts {scripts}: {state}")
    browser.open(report.as_uri())


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
    both = browser.run("""
        const button = [...document.querySelectorAll('.cite.both')].find((one) => !one.disabled);
        if (!button) return null;
        button.click();
        return [...button.closest('.pair').querySelectorAll('.col')].map((one) => one.dataset.c)""")
    time.sleep(0.2)
    cited = browser.run("return document.documentElement.dataset.cited ?? ''")
    if lit is not None and not (both and all(credit in cited for credit in both)):
        fail(f"the citation of a passage says {cited!r}, not both {both}")
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
    state = browser.evaluate("""
        [document.documentElement.classList.contains('scripted'),
         [...document.querySelectorAll('.js, .cite')].filter((one) => one.checkVisibility()).length,
         document.querySelectorAll('main section').length, document.querySelectorAll('details > summary').length,
         (() => {
             const box = document.getElementById('show-contradiction');
             box.click();
             const left = [...document.querySelectorAll('main .f-contradiction')].filter((one) => one.checkVisibility()).length;
             box.click();
             return left;
         })(),
         (() => {
             for (const one of document.querySelectorAll('summary')) if (!one.parentElement.open) one.click();
             // What is not near the window is laid out when it comes there.
             for (const one of document.querySelectorAll('.event, .group, .finding, .wide')) one.style.contentVisibility = 'visible';
             return [...document.querySelectorAll('details')].filter((one) => !one.open).length;
         })(),
         [...document.querySelectorAll('main .text, main blockquote, main td:not(.no)')]
             .filter((one) => one.textContent.trim() && !one.getClientRects().length).map((one) => one.outerHTML.slice(0, 90))]""")
    browser.scripts(True)
    is_scripted, useless, sections, folds, unfiltered, closed, hidden = state
    if is_scripted or useless or not sections or not folds or unfiltered or closed or hidden:
        fail(f"without scripts: {state}")


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
