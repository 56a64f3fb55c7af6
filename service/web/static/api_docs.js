// Starts swagger-ui from a file, for the page allows no inline script; nothing leaves this server.
"use strict";

const box = document.getElementById("swagger-ui");

// There is one server only, and its box of choices would stand there without a name.
const withoutServers = () => ({ wrapComponents: { ServersContainer: () => () => null } });

// swagger-ui jumps from the first heading to the third, and its head is no landmark.
const nameParts = () => {
  box.querySelectorAll("h3.opblock-tag").forEach((each) => each.setAttribute("aria-level", "2"));
  box.querySelector(".information-container").setAttribute("role", "banner");
};

SwaggerUIBundle({
  url: box.dataset.description,
  domNode: box,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [withoutServers],
  onComplete: nameParts,
  // Links inside the buttons of the list would be controls within controls.
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  docExpansion: "list",
  persistAuthorization: false,
  validatorUrl: null,
});
