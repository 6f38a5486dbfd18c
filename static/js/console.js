import { startBoard } from "./board.js";
import { startCodebox } from "./codebox.js";
import { startCopying } from "./copying.js";
import { startDesk } from "./desk.js";
import { startDrafts } from "./drafts.js";
import { startLive } from "./live.js";
import { startOutbox } from "./outbox.js";
import { startPicking } from "./pick.js";
import { startWriting } from "./writing.js";

startWriting();
startDrafts();
startOutbox();
startPicking();
startBoard();
startCodebox();
startCopying();
startDesk();
startLive();
