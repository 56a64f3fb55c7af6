// Keeps what is typed in any form marked data-unsent until it is sent, as a draft is kept.
import { offerConversion } from "../components/fields.js";
import { Keeper } from "./keeper.js";
import { posted } from "../layout/wire.js";

export function startUnsent() {
  for (const form of document.querySelectorAll("form[data-unsent]")) new UnsentText(form).start();
}

class UnsentText extends Keeper {
  constructor(form) {
    super(form, form.querySelector("[data-saved]"), () => this.keptAt());
    this.begins = this.note?.querySelector("[data-saved-words]").textContent;
    this.before = this.body().toString();
    if (this.note) this.note.hidden = false;
  }

  // Typed and taken back again is nothing to go on with, where the page had nothing put back into it.
  keptAt() {
    const { unsent } = this.form.dataset;
    const untouched = unsent.includes("fresh=1") && this.body().toString() === this.before;
    return unsent + (untouched ? "&untouched=1" : "");
  }

  saved(answer) {
    offerConversion(this.form, answer.legacy ?? {});
    return super.saved(answer);
  }

  body() {
    const body = posted(this.form);
    for (const secret of this.form.querySelectorAll("input[type=password]")) body.delete(secret.name);
    return body;
  }
}
