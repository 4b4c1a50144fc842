// Defers modules that the Pulumi SDK loads at start-up and this program never uses.
//
// The SDK loads TypeScript and npm's dependency resolver to serialise closures into cloud functions. kumiki bundles its
// functions ahead of time, so both would be dead weight: together 60 % of the time that importing the SDK takes. A
// deferred module loads in full on the first use of any of its properties, so nothing changes for code that needs one.

const Module = require("node:module");

const DEFERRED = new Set(["typescript", "@npmcli/arborist", "normalize-package-data"]);
const load = Module._load;

function deferred(request, parent, isMain) {
  let loaded;
  const real = () => {
    loaded ??= load(request, parent, isMain);
    return loaded;
  };
  return new Proxy(function deferredModule() {}, {
    get: (_, property) => {
      if (property === "__esModule") return true;
      const module = real();
      return property === "default" && !module.__esModule ? module : module[property];
    },
    has: (_, property) => property in real(),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_, property) => Object.getOwnPropertyDescriptor(real(), property),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
}

Module._load = function loadUnlessDeferred(request, parent, isMain) {
  const fromSdk = parent?.filename?.includes("@pulumi");
  return fromSdk && DEFERRED.has(request) ? deferred(request, parent, isMain) : load(request, parent, isMain);
};
