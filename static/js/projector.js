import { startDensity } from "./density.js";
import { startHolding } from "./holding.js";
import { startLive } from "./live.js";
import { startWakeLock } from "./wakelock.js";

startHolding();
startDensity();
startWakeLock();
startLive();
