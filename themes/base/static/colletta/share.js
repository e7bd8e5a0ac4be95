/* Copies the address of a campaign. Without it, or without a clipboard, the address is there to be copied by hand. */
for (const line of document.querySelectorAll("[data-share-copy]")) {
  const link = line.parentElement.querySelector("[data-share-address] a");
  const button = line.querySelector("button");
  if (!link || !navigator.clipboard) continue;
  line.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    line.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
