// Keys of one letter, for who works without a mouse or simply fast: never in a field, and they can be turned off.
(() => {
  "use strict";

  const SETTING = "bronwijzer-sneltoetsen";
  const ITEMS = ".bw-quote, .bw-card";
  const list = () => document.getElementById("bw-toetsen");
  const on = () => localStorage.getItem(SETTING) !== "uit";
  const panel = () => [...document.querySelectorAll("#tabs > .tabitem")].find((item) => item.offsetParent !== null);

  const open = () => {
    document.getElementById("bw-toetsen-aan").checked = on();
    list().showModal();
  };
  const click = (selector, inside = document) => inside?.querySelector(`${selector}:not([disabled])`)?.click();
  const item = () => document.activeElement.closest?.(ITEMS);
  const step = (by) => {
    const items = [...(panel()?.querySelectorAll(ITEMS) ?? [])].filter((one) => one.offsetParent !== null);
    const at = items.indexOf(item());
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
    if (!next) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const tab = (number) => document.querySelectorAll('#tabs > .tab-wrapper [role="tab"]')[number - 1]?.click();
  const field = () => {
    tab(1);
    setTimeout(() => document.querySelector("#vraag :is(input, textarea)")?.focus(), 60);
  };

  const ACTIONS = {
    "?": open,
    "/": field,
    j: () => step(1),
    k: () => step(-1),
    o: () => click(".bw-open", item()),
    c: () => click(".bw-copy", item()),
    m: () => click("[data-act=add]", item()),
    n: () => click(".bw-turn[data-view]:nth-of-type(2)", document.querySelector("body.bw-reading #lezer nav")),
    p: () => click(".bw-turn[data-view]", document.querySelector("body.bw-reading #lezer nav")),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [number, () => tab(number)])),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || list()?.open) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || (!on() && event.key !== "?")) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "bw-toetsen-aan") localStorage.setItem(SETTING, event.target.checked ? "aan" : "uit");
  });
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("button[data-keys]")?.dataset.keys;
    if (asked === "open") open();
    if (asked === "close" || event.target === list()) list().close();
    // The way past everything that stands above what was found, on whatever tab that is.
    if (!event.target.closest?.(".bw-skip")) return;
    event.preventDefault();
    const found = [...(panel()?.querySelectorAll("section h2, .bw-verdict, .bw-count") ?? [])];
    const goal = found.find((one) => one.offsetParent !== null) ?? panel();
    goal.tabIndex = -1;
    goal.focus();
  });
})();
