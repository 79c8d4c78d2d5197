#include "transparency/labels.h"

namespace lofte::transparency {

policy::LocalText NameOf(const Names& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? policy::LocalText() : found->second;
}

std::string NameIn(const Names& names, const std::string& id, const std::string& language) {
  const std::string name = TextIn(NameOf(names, id), language);
  return name.empty() ? id : name;
}

std::string TextIn(const policy::LocalText& text, const std::string& language) {
  const auto found = text.find(language);
  return found == text.end() ? std::string() : found->second;
}

}  // namespace lofte::transparency
