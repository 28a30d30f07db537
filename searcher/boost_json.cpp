// Boost.JSON's own code, compiled into the program: see CMakeLists.txt.
#include <boost/json/src.hpp>
