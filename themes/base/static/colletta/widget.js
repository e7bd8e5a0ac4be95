/* Inside the widget: tells the page around it how tall it is. The height is all that is told. */
if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ colletta: "riquadro", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
  tell();
}
