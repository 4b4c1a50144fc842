import { startPack } from "../adapters/start-pack";

startPack("cost");
