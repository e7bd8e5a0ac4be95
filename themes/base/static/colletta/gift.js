/* The form of a gift: what the pool adds, fetched while the amount is typed; without it a button does the same. */
(() => {
  const form = document.querySelector("form[data-gift]");
  if (!form) return;
  const place = form.querySelector("[data-gift-effect]"), typed = form.elements.other_amount;
  const names = ["amount", "other_amount", "donor_kind", "declares_relation", "method"];
  let timer = 0, latest = 0;
  form.querySelector("[data-gift-look]").hidden = true;
  form.querySelector("[data-gift-look] button").disabled = true;
  const show = async () => {
    const asked = new URLSearchParams(), mine = ++latest, data = new FormData(form);
    for (const name of names) if (data.has(name)) asked.set(name, data.get(name));
    try {
      const answer = await fetch(`${form.dataset.gift}?${asked}`, {headers: {Accept: "text/html"}});
      if (answer.ok && mine === latest) place.innerHTML = await answer.text();
    } catch { /* the figures stay as they are: they carry their hour */ }
  };
  form.addEventListener("input", ({target}) => {
    if (!names.includes(target.name)) return;
    if (target === typed && typed.value) form.querySelector('input[name="amount"][value="altro"]').checked = true;
    if (target.name === "amount" && target.value !== "altro") typed.value = "";
    clearTimeout(timer);
    timer = setTimeout(show, 350);
  });
  document.getElementById("errori")?.focus();
  addEventListener("pageshow", ({persisted}) => { if (persisted) location.reload(); });
})();
