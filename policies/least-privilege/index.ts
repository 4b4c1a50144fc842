import { startPack } from "../adapters/start-pack";

startPack("least-privilege");
