import { startBell } from "./bell.js";
import { startDensity } from "./density.js";
import { startHolding } from "./holding.js";
import { startLive } from "./live.js";
import { startPages } from "./pages.js";
import { startWakeLock } from "./wakelock.js";

startHolding();
startDensity();
startPages();
startWakeLock();
startLive();
startBell();
