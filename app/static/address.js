// The address tells what is on the screen, so that it can be sent to a colleague and the browser's back and forward
// buttons work. All of it stands after the #: that part never leaves the browser, so no question gets into a log.
// The server writes what its parts show in data-address; this script only copies that, and hands it back.
(() => {
  "use strict";

  // Where an address of each tab is put on the screen; "part": the tab within that tab; "ready": there once what the tab
  // fills in by itself has come, which else would come over it; "fields": the words of the address and where they belong.
  // They are put there here and at once: from the server they would come over what somebody types meanwhile.
  const SPOTS = {
    zoeken: () => ({ to: "#antwoord", shows: "#resultaten", fields: { vraag: "#vraag" } }),
    citaten: () => ({ to: "#citaten-gevonden", part: "citaten-zoeken", fields: { onderwerp: "#citaat-thema" } }),
    kaders: (parameters) =>
      parameters.has("nieuw") || (!parameters.size && document.querySelector("#kaders-vergelijking")?.offsetParent)
        ? { to: "#kaders-vergelijking", part: "kaders-jaren", ready: "#kader-klaar [data-arrived]" }
        : { to: "#kaders-tabel", part: "kaders-vraag", fields: { vraag: "#kader-vraag", op: "#kader-datum" } },
    begin: () => ({ to: "#routes", ready: "#routes [data-address]" }),
    bibliotheek: () => ({
      to: "#bibliotheek-lijst", ready: "#bibliotheek-lijst [data-address]", fields: { zoek: "#bibliotheek-filter" },
    }),
  };
  const FIRST = "zoeken";
  const TYPED = new Set(["bibliotheek"]);
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
  const shownIn = (spot) => document.querySelector(`${spot} [data-address]`)?.dataset.address ?? "";

  const when = (found, then, patience = PATIENCE, since = performance.now()) => {
    const thing = found();
    if (thing) then(thing);
    else if (performance.now() - since < patience) setTimeout(() => when(found, then, patience, since), 30);
  };
  const send = (spot, detail, { ready = spot, fields = {} } = {}) =>
    when(
      () => wanted === null || (document.querySelector(ready) && document.querySelector(`${spot} [data-listens]`)),
      (element) => {
        if (wanted === null) return;
        const asked = new URLSearchParams(detail.parameters);
        for (const [name, place] of Object.entries(fields)) fill(place, asked.get(name) ?? "");
        element.dispatchEvent(new CustomEvent("bw-go", { detail }));
      },
    );
  const fill = (place, text) => {
    const field = document.querySelector(`${place} :is(input, textarea)`);
    field.value = text.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const put = (spot, parameters) => {
    const part = spot.part && document.getElementById(`tab-${spot.part}-button`);
    if (part && part.getAttribute("aria-selected") !== "true") part.click();
    if (parameters !== new URLSearchParams(shownIn(spot.shows ?? spot.to)).toString()) send(spot.to, { parameters }, spot);
  };

  let wanted = null; // the address that is being put on the screen; nothing is written to the address until it is there
  const restore = () => {
    if (location.hash && !location.hash.startsWith("#/")) return; // a place on this page
    const { tab, parameters, place } = parsed(location.hash);
    wanted = location.hash.startsWith("#/") ? location.hash : "";
    clearTimeout(restore.timer);
    restore.timer = setTimeout(() => { wanted = null; written(); }, PATIENCE);
    if (selected() !== tab) tabButton(tab)?.click();
    const spot = SPOTS[tab]?.(new URLSearchParams(parameters));
    if (spot?.part && parameters) when(() => document.getElementById(`tab-${spot.part}-button`), () => put(spot, parameters));
    else if (spot) put({ ...spot, part: null }, parameters);
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
    const late = worded && worded.dataset.of !== shownIn("#resultaten");
    if (worded && worded.hidden !== late) worded.hidden = late;
  };

  // When the server is gone Gradio loads the page anew once it is back: what was typed goes along in the address.
  let lost = false;
  const taken = () => {
    const [tab, shown] = [selected(), new URLSearchParams(parsed(current()).parameters)];
    const fields = Object.entries(SPOTS[tab]?.(shown).fields ?? {});
    const typed = fields.map(([name, place]) => [name, document.querySelector(`${place} :is(input, textarea)`)?.value ?? ""]);
    const changed = typed.some(([name, text]) => text.trim() !== (shown.get(name) ?? ""));
    const parameters = changed ? new URLSearchParams(typed.filter(([, text]) => text.trim())) : shown;
    history.replaceState(null, "", `#/${tab}?${parameters}`);
  };
  document.addEventListener("bw-lost", () => { lost = true; taken(); });
  document.addEventListener("input", () => { if (lost) taken(); });

  const written = () => {
    stale();
    if (lost) return;
    const now = current();
    if (wanted !== null) {
      if (now === wanted) wanted = null;
      return;
    }
    const was = location.hash.startsWith("#/") ? location.hash : "";
    if (now === was) return;
    // Turning a page is no step of its own to come back to, nor is a letter typed above a list.
    const there = parsed(now).tab === parsed(was).tab;
    const turned = there && (TYPED.has(parsed(now).tab) || (read(was) !== undefined && read(now) === read(was)));
    history[turned ? "replaceState" : "pushState"](null, "", now || location.pathname);
  };

  let busy = false; // somebody has done something
  for (const kind of ["pointerdown", "keydown", "input"]) // who does something himself no longer waits for an address
    document.addEventListener(kind, (event) => { if (event.isTrusted) [wanted, busy] = [null, true]; }, true);
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", () => { if (wanted === null && location.hash.startsWith("#/")) restore(); });

  const begin = () => {
    const look = { childList: true, subtree: true, attributeFilter: ["class", "aria-selected", "data-address", "data-place"] };
    new MutationObserver(written).observe(document.body, look);
    if (location.hash.startsWith("#/") && !busy) restore();
    else written();
  };
  when(() => document.querySelector("#start :is(.bw-documents, .bw-empty)"), begin, Infinity); // however slow the start

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
