/* Inside the widget: tells the page around it how tall it is, also when it asks. The height is all that is told. */
if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ colletta: "riquadro", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("message", (event) => event.data && event.data.colletta === "altezza" && tell());
  tell();
}
