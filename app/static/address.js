// The address tells what is on the screen, so that it can be sent to a colleague and the browser's back and forward
// buttons work. All of it stands after the #: that part never leaves the browser, so no question gets into a log.
// The server writes what its parts show in data-address; this script only copies that, and hands it back.
(() => {
  "use strict";

  const SPOTS = { zoeken: "#antwoord", citaten: "#citaten-gevonden", kaders: "#kaders-tabel" };
  const FIRST = "zoeken";
  const PATIENCE = 8000;

  const tabButton = (name) => document.getElementById(`tab-${name}-button`);
  const selected = () =>
    document.querySelector('#tabs > .tab-wrapper [role="tab"][aria-selected="true"]')?.id.slice(4, -7) ?? FIRST;
  const reading = () =>
    document.body.classList.contains("bw-reading") ? document.querySelector("#lezer .bw-reader")?.dataset.place : undefined;
  const seen = (element) => element.parentElement?.offsetParent !== null;

  // --- What is on the screen, as the part of the address after the #.
  const current = () => {
    const tab = selected();
    const spots = [...document.querySelectorAll(`#tab-${tab} [data-address]`)].filter(seen);
    const parameters = new URLSearchParams(spots[0]?.dataset.address ?? "");
    if (reading()) parameters.set("lees", reading());
    const text = parameters.toString();
    return tab === FIRST && !text ? "" : `#/${tab}${text ? `?${text}` : ""}`;
  };

  // --- What an address asks for.
  const parsed = (hash) => {
    const [, tab, text] = /^#\/([a-z]+)(?:\?(.*))?$/.exec(hash) ?? [];
    const parameters = new URLSearchParams(text ?? "");
    const place = parameters.get("lees");
    for (const name of ["lees", ...[...parameters.keys()].filter((key) => !parameters.get(key))]) parameters.delete(name);
    return { tab: tab && tabButton(tab) ? tab : FIRST, parameters: parameters.toString(), place };
  };
  const shownParameters = (tab) => document.querySelector(`#tab-${tab} [data-address]`)?.dataset.address ?? "";

  const when = (found, then, patience = PATIENCE, since = performance.now()) => {
    const thing = found();
    if (thing) then(thing);
    else if (performance.now() - since < patience) setTimeout(() => when(found, then, patience, since), 30);
  };
  const send = (spot, detail) =>
    when(
      () => document.querySelector(`${spot} [data-listens]`),
      (element) => {
        const part = element.closest(".tabitem"); // a tab within the tab that is not the chosen one
        if (part && part.offsetParent === null) document.getElementById(`${part.id}-button`)?.click();
        element.dispatchEvent(new CustomEvent("bw-go", { detail }));
      },
    );

  let wanted = null; // the address that is being put on the screen; nothing is written to the address until it is there
  const restore = () => {
    if (location.hash && !location.hash.startsWith("#/")) return; // a place on this page
    const { tab, parameters, place } = parsed(location.hash);
    wanted = location.hash.startsWith("#/") ? location.hash : "";
    clearTimeout(restore.timer);
    restore.timer = setTimeout(() => { wanted = null; written(); }, PATIENCE);
    if (selected() !== tab) tabButton(tab)?.click();
    if (SPOTS[tab] && parameters !== new URLSearchParams(shownParameters(tab)).toString())
      send(SPOTS[tab], { parameters });
    if (place && place !== reading()) {
      const [name, start, end, view] = place.split("-");
      send("#lezer", { document: name, start, end, ...(view === undefined ? {} : { view }) });
    } else if (!place && reading()) document.querySelector(".bw-close")?.click();
    written();
  };

  const read = (hash) => parsed(hash).place?.split("-").slice(0, 3).join();
  // Words for a question that is no longer the one on the screen, late as a language model can be.
  const stale = () => {
    const worded = document.querySelector("#in-gewone-taal [data-of]");
    const late = worded && worded.dataset.of !== shownParameters(FIRST);
    if (worded && worded.hidden !== late) worded.hidden = late;
  };

  const written = () => {
    stale();
    const now = current();
    if (wanted !== null) {
      if (now === wanted) wanted = null;
      return;
    }
    const was = location.hash.startsWith("#/") ? location.hash : "";
    if (now === was) return;
    // Turning a page is no step of its own to come back to.
    const turned = read(was) !== undefined && read(now) === read(was) && parsed(now).tab === parsed(was).tab;
    history[turned ? "replaceState" : "pushState"](null, "", now || location.pathname);
  };

  let busy = false; // somebody has done something
  for (const kind of ["pointerdown", "keydown"]) // who does something himself no longer waits for an address
    document.addEventListener(kind, (event) => { if (event.isTrusted) [wanted, busy] = [null, true]; }, true);
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", () => { if (wanted === null && location.hash.startsWith("#/")) restore(); });

  const begin = () => {
    const look = { childList: true, subtree: true, attributeFilter: ["class", "aria-selected", "data-address", "data-place"] };
    new MutationObserver(written).observe(document.body, look);
    if (location.hash.startsWith("#/") && !busy) restore();
    else written();
  };
  when(() => document.querySelector("#antwoord :is(.bw-documents, .bw-empty)"), begin, Infinity); // however slow the start

  // A link to a place on this page goes there, and leaves the address as it is.
  document.addEventListener("click", (event) => {
    const goal = document.getElementById(event.target.closest?.('a[href^="#hit-"]')?.getAttribute("href").slice(1));
    if (!goal) return;
    event.preventDefault();
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "start" });
  });

  // --- The address on the clipboard.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("button[data-link]")) document.dispatchEvent(new CustomEvent("bw-copy", { detail: location.href }));
  });
})();
