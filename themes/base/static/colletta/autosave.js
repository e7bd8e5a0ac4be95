/* Saves a form by itself some seconds after the last change; without it, the button does the same. */
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0, stale = false;
  const save = async () => {
    status.textContent = form.dataset.saving;
    try {
      const answer = await fetch(form.action, {method: "POST", body: new FormData(form), headers: {"X-Autosave": "1"}});
      const told = await answer.json();
      status.textContent = told.message;
      if (answer.ok) form.elements.seen.value = told.seen;
      stale = answer.status === 409;
    } catch {
      status.textContent = form.dataset.lost;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (!stale) timer = setTimeout(save, 3000);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
