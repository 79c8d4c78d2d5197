// Which text formats a kind of event can have. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "expr/codec.h"

namespace lofte::datamap {

// The usual format of a text column of this kind; kNone when a text can't be of this kind (epochs are integers).
expr::TextFormat UsualFormat(expr::CodecKind kind);
// Their patterns, for help: "`YYYY-MM-DD`".
std::string FormatsOf(expr::CodecKind kind);
// As in datamap.yaml.
std::string_view NameOfKind(expr::CodecKind kind);

}  // namespace lofte::datamap
