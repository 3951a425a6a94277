"use strict";
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const said = document.getElementById("said");
  root.classList.add("scripted");

  const say = (what, time = 2000) => { said.textContent = what; setTimeout(() => { said.textContent = ""; }, time); };

  // What a link leads to may lie in folded parts.
  const unfold = (element) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };
  const target = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const element = document.getElementById(id);
    if (!element) { if (id) say(`${id} ${data.absent} ${id}`, 8000); return; }
    unfold(element);
    element.scrollIntoView({ block: "center" });
    if (element.classList.contains("n")) light(element);
  };
  addEventListener("hashchange", target);

  // n and p lead from finding to finding.
  const findings = () => [...document.querySelectorAll("main .finding")]
    .filter((one) => !one.closest(".unmatched, .repeated:not([open])") && !hidden(one));
  const hidden = (one) => [...document.querySelectorAll(".filters input[id^=show-]:not(:checked)")]
    .some((box) => one.classList.contains("f-" + box.id.slice(5)) || box.id === "show-quote" && one.classList.contains("f-altered"));
  let here = null;
  const go = (step) => {
    const all = findings();
    if (!all.length) return;
    const at = all.indexOf(here);
    const first = all.findIndex((one) => one.getBoundingClientRect().top > 0);
    const next = at >= 0 ? at + step : step > 0 ? Math.max(first, 0) : first - 1;
    const one = all[(next + all.length) % all.length];
    here?.classList.remove("here");
    here = one;
    unfold(one.parentElement);
    one.classList.add("here");
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "center" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=search], textarea")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));

  // Findings that hold a text.
  const text = document.getElementById("text");
  let waiting = 0;
  const match = () => {
    const wanted = text.value.trim().toLowerCase();
    for (const one of document.querySelectorAll("main .finding, main tbody tr")) {
      one.classList.toggle("unmatched", wanted !== "" && !one.textContent.toLowerCase().includes(wanted));
    }
    for (const one of document.querySelectorAll("main > section.event")) {
      one.classList.toggle("unmatched", wanted !== "" && !one.textContent.toLowerCase().includes(wanted));
    }
  };
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(match, 120); });

  // A citation: the words, the outlet, the date, the place.
  const citation = (words, credit, place) => `“${words.trim()}” (${credit}, ${data.characters} ${place.s}–${place.e})`;
  const cite = (figure) => citation(figure.querySelector("blockquote").textContent, figure.dataset.c, figure.dataset);
  // Both sides of the passage that is lit.
  const citeBoth = (pair) => [...pair.querySelectorAll(".col")].map((col) => {
    const marks = [...col.querySelectorAll("mark.lit")];
    const badge = [...col.querySelectorAll("a.n[data-s]")].find((one) => one.id.replace(/-r$/, "") === marks[0]?.dataset.p);
    return badge ? citation(marks.map((mark) => mark.textContent).join(""), col.dataset.c, badge.dataset) : "";
  }).join("\n");
  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    root.dataset.cited = words;
    say(data.copied);
  };

  // A passage and its counterpart light up together.
  const light = (badge) => {
    const id = badge.id.replace(/-r$/, "");
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    const cols = badge.closest(".cols");
    const both = badge.closest(".pair")?.querySelector(".both");
    if (both) both.disabled = false;
    for (const mark of cols?.querySelectorAll("mark[data-p]") ?? []) mark.classList.toggle("lit", mark.dataset.p === id);
    for (const col of cols?.querySelectorAll(".col") ?? []) {
      const mark = [...col.querySelectorAll("mark[data-p]")].find((one) => one.dataset.p === id);
      if (mark) col.scrollTop = mark.offsetTop - col.clientHeight / 4;
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".cite");
    if (button) {
      copy(button.matches(".both") ? citeBoth(button.closest(".pair")) : cite(button.closest("figure")));
      return;
    }
    const mark = event.target.closest(".cols mark[data-p]");
    if (mark && getSelection().isCollapsed) light(document.getElementById(mark.dataset.p));
  });

  // Both columns scroll together, by the passages that they share.
  let leader = null;
  const anchors = (pair) => {
    const [left, right] = pair;
    const places = [[0, 0]];
    let last = [0, 0];
    for (const badge of left.querySelectorAll("a.n[id]")) {
      const other = document.getElementById(badge.id + "-r");
      if (!other) continue;
      const place = [badge.offsetTop, other.offsetTop];
      if (place[0] > last[0] && place[1] > last[1]) { places.push(place); last = place; }
    }
    places.push([Math.max(left.scrollHeight, last[0] + 1), Math.max(right.scrollHeight, last[1] + 1)]);
    return places;
  };
  const follow = (col) => {
    const cols = [...col.parentElement.querySelectorAll(".col")];
    const together = col.closest(".pair").querySelector(".together input");
    if (cols.length < 2 || !together.checked || (leader && leader !== col)) return;
    const from = cols.indexOf(col);
    const places = anchors(cols);
    const third = col.clientHeight / 3;
    const at = col.scrollTop + third;
    const next = Math.max(1, places.findIndex((place) => place[from] >= at));
    const [before, after] = [places[next - 1], places[next]];
    const share = (at - before[from]) / Math.max(1, after[from] - before[from]);
    cols[1 - from].scrollTop = before[1 - from] + share * (after[1 - from] - before[1 - from]) - third;
  };
  for (const col of document.querySelectorAll(".col")) {
    const lead = () => { leader = col; };
    for (const kind of ["pointerenter", "focusin", "touchstart", "wheel"]) col.addEventListener(kind, lead, { passive: true });
    col.addEventListener("scroll", () => follow(col), { passive: true });
  }

  // On paper nothing can be unfolded.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  if (location.hash) target();
})();
