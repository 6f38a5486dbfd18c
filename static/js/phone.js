import { startCodebox } from "./codebox.js";
import { startDrafts } from "./drafts.js";
import { startLive } from "./live.js";
import { startOutbox } from "./outbox.js";
import { startPassing } from "./passing.js";
import { startPicking } from "./pick.js";
import { startSignature } from "./signature.js";
import { startUpload } from "./upload.js";
import { startWriting } from "./writing.js";

startWriting();
startDrafts();
startOutbox();
startPassing();
startPicking();
startSignature();
startCodebox();
startUpload();
startLive();
