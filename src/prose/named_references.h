// The named character references of HTML. Private to this module.
#pragma once

namespace lofte::prose {

// `name=code point[,code point]`, in hexadecimal, with a blank after each. A name that ends in `;` needs it; the old ones stand without it
// too.
extern const char kNamedReferences[];

}  // namespace lofte::prose
