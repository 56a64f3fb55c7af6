// Starts swagger-ui from a file, for the page allows no inline script; nothing leaves this server.
"use strict";

const box = document.getElementById("swagger-ui");

// There is one server only, and its box of choices would stand there without a name.
const withoutServers = () => ({ wrapComponents: { ServersContainer: () => () => null } });

// swagger-ui jumps from the first heading to the third, and its head is no landmark.
const nameParts = () => {
  box.querySelectorAll("h3.opblock-tag").forEach((each) => each.setAttribute("aria-level", "2"));
  box.querySelector(".information-container")?.setAttribute("role", "banner");
};

// It draws only what is near the window: headings come and go as one scrolls.
const nameWhatIsDrawn = () => {
  nameParts();
  new MutationObserver(nameParts).observe(box, { childList: true, subtree: true });
};

SwaggerUIBundle({
  url: box.dataset.description,
  domNode: box,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [withoutServers],
  onComplete: nameWhatIsDrawn,
  // Links inside the buttons of the list would be controls within controls.
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  docExpansion: "list",
  persistAuthorization: false,
  validatorUrl: null,
});
