import { startPack } from "../adapters/start-pack";

startPack("tagging");
