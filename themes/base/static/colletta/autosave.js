/* Saves a form by itself, some seconds after the last change and before its page is left, one answer awaited at a time;
   without it, the button does the same. */
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0, stale = false, saving = null;
  const stop = () => { clearTimeout(timer); timer = 0; };
  const send = async () => {
    status.textContent = form.dataset.saving;
    try {
      const how = {method: "POST", body: new FormData(form), headers: {"X-Autosave": "1"}, keepalive: document.hidden};
      const answer = await fetch(form.action, how);
      const told = await answer.json();
      status.textContent = told.message;
      if (answer.ok) form.elements.seen.value = told.seen;
      stale = answer.status === 409;
    } catch {
      status.textContent = form.dataset.lost;
      later(10000);
    }
  };
  const save = async () => {
    stop();
    await saving;
    if (!stale) await (saving = send());
    saving = null;
  };
  const later = (wait) => {
    stop();
    if (!stale) timer = setTimeout(save, wait);
  };
  const settle = async (event, go) => {
    if (!timer && !saving) return;
    event.preventDefault();
    await (timer ? save() : saving);
    go();
  };
  form.addEventListener("input", () => later(3000));
  form.addEventListener("submit", (event) => { stop(); settle(event, () => form.requestSubmit(event.submitter)); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([target], [download])");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link && !elsewhere) settle(event, () => location.assign(link.href));
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
}
