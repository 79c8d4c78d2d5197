// Reads datamap.yaml into the model. The format: docs/formats/datamap.md.
#pragma once

#include <optional>
#include <string_view>

#include "datamap/datamap.h"

namespace lofte::datamap {

// As policy::ReadPolicy: all mistakes of the file in one run, nullopt only when it is no YAML map.
std::optional<DataMap> ReadDataMap(std::string_view file, std::string_view source, Issues& issues);

}  // namespace lofte::datamap
