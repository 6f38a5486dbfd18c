import { startCodebox } from "./codebox.js";
import { startLive } from "./live.js";

startLive();
startCodebox();
