// In the reader: Enter in the field finds, selected words can be kept, and what was being done keeps the focus.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "find" || !event.target.closest("#lezer")) return;
    event.preventDefault();
    event.target.parentElement.querySelector(".bw-find").click();
  });

  // --- Words that are selected, as offsets into the text that the server cites from: characters as Python counts them.
  const offset = (node, at) => {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".bw-typeset [data-at]");
    if (!block) return null;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, at);
    return Number(block.dataset.at) + [...before.toString()].length;
  };
  const chosen = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start !== null && end !== null && start < end ? { start, end } : null;
  };
  let held = false; // while somebody selects with the mouse: a button that comes or goes moves the words away under it
  const offer = () => {
    if (held) return;
    const stretch = chosen();
    for (const keep of document.querySelectorAll("#lezer .bw-selected")) {
      if (document.activeElement === keep && !stretch) continue; // pressing the button must not take it away
      keep.hidden = !stretch;
      if (stretch) keep.dataset.place = `${keep.dataset.of}:${stretch.start}:${stretch.end}`;
    }
  };
  const hold = () => { held = true; };
  const release = () => {
    held = false;
    setTimeout(offer); // once the click on a button has been done
  };
  document.addEventListener("selectionchange", offer);
  document.addEventListener("pointerdown", hold, true);
  for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, release, true);
})();
