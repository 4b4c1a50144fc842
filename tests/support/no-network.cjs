// Loaded before a process that must not touch the network: whatever would, throws.
const dns = require("node:dns");
const net = require("node:net");
const tls = require("node:tls");

function refuse(what) {
  return () => {
    throw new Error(`the network was touched: ${what}`);
  };
}

net.Socket.prototype.connect = refuse("a socket connects");
net.Server.prototype.listen = refuse("a server listens");
tls.connect = refuse("TLS connects");
for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) {
  dns[name] = refuse(`dns.${name}`);
  dns.promises[name] = refuse(`dns.promises.${name}`);
}
