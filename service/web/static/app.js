// Starts every small script of a page; each works only where its elements are, and no page needs any of them.
import { startAids } from "./aids.js";
import { startAutosave } from "./autosave.js";
import { startBulk } from "./bulk.js";
import { startBundles } from "./bundle.js";
import { startCalendar } from "./calendar.js";
import { startDaysOff } from "./days_off.js";
import { startFields } from "./fields.js";
import { startFocus } from "./focus.js";
import { startKeyboard } from "./keyboard.js";
import { startPreview } from "./preview.js";
import { startRows } from "./rows.js";
import { startTheme } from "./theme.js";
import { startTicks } from "./ticks.js";

document.documentElement.classList.add("with-script");
startTheme();
startFocus();
startKeyboard();
startFields();
startCalendar();
startDaysOff();
startRows();
startTicks();
startBulk();
startBundles();
startAids();
startAutosave();
startPreview();
