/* The thank-you page while the payment is not confirmed: asks again, ever more rarely, and says it when it is. */
(() => {
  const place = document.querySelector("[data-awaited]");
  if (!place) return;
  let wait = 3000;
  const ask = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-awaited]");
      if (answer.ok && found && found.dataset.awaited !== place.dataset.awaited) {
        document.title = page.title;
        place.replaceChildren(...document.importNode(found, true).childNodes);
        const rest = page.querySelector("[data-awaited-rest]");
        document.querySelector("[data-awaited-rest]").replaceChildren(...document.importNode(rest, true).childNodes);
        return;
      }
    } catch { /* the next one may get through */ }
    wait = Math.min(wait * 1.5, 60000);
    setTimeout(ask, wait);
  };
  setTimeout(ask, wait);
})();
