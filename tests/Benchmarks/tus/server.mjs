// @tus/server as its page shows it: with its file store, in the folder and on the port that it is told.
import { createServer } from "node:http";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [port, directory] = process.argv.slice(2);
const tus = new Server({ path: "/files", datastore: new FileStore({ directory }) });
createServer((request, response) => {
  if (request.url === "/health") response.end();
  else tus.handle(request, response);
}).listen(Number(port), "127.0.0.1");
