/* The map of the projects: the city's own boundaries, no tiles, no other host. Texts are put as text, never as HTML. */
(() => {
  const box = document.querySelector("[data-map]");
  if (!box || !window.L) return;
  const read = (path) => fetch(path).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  const own = (path) => (typeof path === "string" && /^\/(?!\/)/.test(path) ? path : "#");

  const popup = ({ title, path, label, place }) => {
    const body = document.createElement("div");
    const link = document.createElement("a");
    link.href = own(path);
    link.textContent = title;
    body.append(link);
    for (const text of [label, place]) {
      if (!text) continue;
      const line = document.createElement("p");
      line.textContent = text;
      body.append(line);
    }
    return body;
  };

  const marker = (feature, latlng) => {
    const { title, state } = feature.properties;
    const icon = L.divIcon({ className: `cl-pin${state === "open" ? " cl-pin-open" : ""}`, iconSize: [24, 24] });
    return L.marker(latlng, { icon, title, keyboard: true, riseOnHover: true })
      .bindPopup(popup(feature.properties))
      .on("add", (event) => event.target.getElement().setAttribute("aria-label", title));
  };

  const spread = (features) => {
    const seen = new Map();
    for (const { geometry } of features) {
      const key = geometry.coordinates.join();
      const count = seen.get(key) || 0;
      seen.set(key, count + 1);
      const turn = count * 2.4;
      const reach = count ? 0.0022 * Math.sqrt(count) : 0;
      geometry.coordinates = [geometry.coordinates[0] + reach * Math.cos(turn), geometry.coordinates[1] + reach * 0.7 * Math.sin(turn)];
    }
    return features;
  };

  Promise.all([read(box.dataset.districts), read(box.dataset.campaigns)]).then(([districts, campaigns]) => {
    if (!districts.features.length && !campaigns.features.length) return;
    box.textContent = "";
    box.classList.add("cl-map-live");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.label);
    const map = L.map(box, { zoomControl: false, zoomSnap: 0.25, scrollWheelZoom: false, maxZoom: 17, minZoom: 8 });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
    map.on("popupopen", (event) => {
      event.popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
    });
    const base = L.geoJSON(districts, {
      interactive: false,
      style: { className: "cl-map-district", weight: 1.5 },
    }).addTo(map);
    const points = L.geoJSON({ type: "FeatureCollection", features: spread(campaigns.features) }, { pointToLayer: marker }).addTo(map);
    const bounds = L.latLngBounds([]);
    for (const layer of [base, points]) if (layer.getBounds().isValid()) bounds.extend(layer.getBounds());
    map.fitBounds(bounds, { padding: [12, 12], maxZoom: 15, animate: false });
    for (const { properties, geometry } of districts.features) {
      if (!geometry || districts.features.length > 40) break;
      const middle = L.geoJSON(geometry).getBounds().getCenter();
      L.tooltip({ permanent: true, direction: "center", className: "cl-map-name", interactive: false })
        .setLatLng(middle).setContent(document.createTextNode(properties.name)).addTo(map);
    }
  }).catch(() => {});
})();
