// Randomness as a pure function: a stream for each cell, made from the seed, the column's name and the row's number.
//
// The same on every machine: integers only, and doubles made from 53 bits. No secrets come from here. Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace lofte::demo {

// The finaliser of splitmix64: a bijection that spreads every bit over all others.
inline std::uint64_t Mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// FNV-1a, mixed.
inline std::uint64_t Hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3u;
  return Mix(hash);
}

class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t name, std::int64_t row) : state_(Mix(Mix(seed ^ name) + static_cast<std::uint64_t>(row))) {}

  std::uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15u;
    return Mix(state_);
  }
  // In [0, bound). Precondition: bound > 0. The bias is below bound / 2^64.
  std::uint64_t Below(std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(Next()) * bound) >> 64);
  }
  // In [low, high]. Precondition: low <= high, and high - low fits in 63 bits.
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(Below(static_cast<std::uint64_t>(high - low) + 1));
  }
  // In [0, 1).
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace lofte::demo
