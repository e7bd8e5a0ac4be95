/* On the page of another site: gives each widget the height that it tells. Without it the frame has the height written in the code. */
window.addEventListener("message", (event) => {
  const said = event.data;
  if (!said || said.colletta !== "riquadro" || !Number.isFinite(said.height)) return;
  for (const frame of document.querySelectorAll("iframe[src*='/riquadro/']")) {
    if (frame.contentWindow === event.source && new URL(frame.src, location.href).origin === event.origin) {
      frame.style.height = `${Math.min(Math.max(said.height, 120), 1200)}px`;
    }
  }
});
for (const frame of document.querySelectorAll("iframe[src*='/riquadro/']")) frame.contentWindow.postMessage({ colletta: "altezza" }, "*");
