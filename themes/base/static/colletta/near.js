/* "Near me": asks for the position only when the button is pressed, and sends it rounded to about a kilometre. */
(() => {
  const button = document.querySelector("[data-near]");
  const note = document.querySelector("[data-near-note]");
  if (!button || !navigator.geolocation || !window.isSecureContext) return;
  button.hidden = false;
  const put = (form, name, value) => {
    let input = form.querySelector(`input[name="${name}"]`);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      form.append(input);
    }
    input.value = value;
  };
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = button.form;
        put(form, "lat", coords.latitude.toFixed(2));
        put(form, "lon", coords.longitude.toFixed(2));
        form.querySelector("#quartiere")?.setAttribute("disabled", "");
        form.submit();
      },
      () => { note.textContent = button.dataset.refused; },
      { enableHighAccuracy: false, timeout: 10000, maximumAge: 600000 },
    );
  });
})();
