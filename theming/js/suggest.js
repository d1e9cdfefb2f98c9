/* SPDX-FileCopyrightText: 2026 EfA-Plattform contributors */
/* SPDX-License-Identifier: EUPL-1.2 */

// Offers places while somebody types into <input data-module="suggest" data-source="…?q=" list="…">.
// The form works without it; when the network fails, nothing is offered and nothing is said.

const PAUSE = 180; // milliseconds without a key before we ask
const SHORTEST = 2; // letters; fewer match half the Land

// Who types digits gets the postcode into the field, everybody else the name.
function option(place, text) {
  const element = document.createElement("option");
  const digits = /^\d/.test(text) && place.postcode;
  element.value = digits ? place.postcode : place.name;
  element.label = [digits ? `${place.postcode} ${place.name}` : place.name, place.district].filter(Boolean).join(", ");
  return element;
}

function attach(input) {
  const list = input.list;
  if (!list || !input.dataset.source) return;
  let timer = 0;
  let running = null;

  async function ask(text) {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(input.dataset.source + encodeURIComponent(text), {
        headers: { Accept: "application/json" },
        signal: running.signal,
      });
      const { places } = answer.ok ? await answer.json() : { places: [] };
      list.replaceChildren(...places.map((place) => option(place, text)));
    } catch {
      list.replaceChildren();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < SHORTEST) {
      running?.abort();
      list.replaceChildren();
      return;
    }
    timer = setTimeout(ask, PAUSE, text);
  });
}

for (const input of document.querySelectorAll('input[data-module="suggest"]')) attach(input);
