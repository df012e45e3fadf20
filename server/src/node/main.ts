/** Entry of dist/server.cjs: the process that an editor starts. */
import { startNodeServer } from './server.ts';

startNodeServer();
