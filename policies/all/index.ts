import { startPack } from "../adapters/start-pack";

startPack("all");
