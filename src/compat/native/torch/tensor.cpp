// What a tensor tells about itself, its memory, its lifetime and its gradient.
#include "shim.h"
#include <torch/csrc/autograd/autograd.h>

/// Gives up one handle.
LA_EXPORT void la_free(la_tensor handle) {
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle);
}

/// info: 0 rank, 1 elements, 2 bytes per element, 3 scalar type, 4 device type, 5 device index, 6 contiguous,
/// 7 requires grad, 8 leaf. `shape` and `strides` take at most `capacity` values each.
LA_EXPORT int la_describe(la_tensor handle, int64_t* info, int64_t* shape, int64_t* strides, int32_t capacity) {
    return la_guard([&] {
        const at::Tensor t = la_borrow(handle);
        info[0] = t.dim();
        info[1] = t.numel();
        info[2] = static_cast<int64_t>(t.element_size());
        info[3] = static_cast<int64_t>(t.scalar_type());
        info[4] = static_cast<int64_t>(t.device().type());
        info[5] = t.device().index();
        info[6] = t.is_contiguous() ? 1 : 0;
        info[7] = t.requires_grad() ? 1 : 0;
        info[8] = t.is_leaf() ? 1 : 0;
        for (int64_t k = 0; k < t.dim() && k < capacity; ++k) {
            shape[k] = t.size(k);
            strides[k] = t.stride(k);
        }
    });
}

LA_EXPORT int la_data(la_tensor handle, void** data) {
    return la_guard([&] { *data = la_borrow(handle).data_ptr(); });
}

LA_EXPORT int la_set_requires_grad(la_tensor handle, int32_t on) {
    return la_guard([&] { la_borrow(handle).set_requires_grad(on != 0); });
}

LA_EXPORT int la_get_grad(la_tensor handle, la_tensor* result) {
    return la_guard([&] { *result = la_own(la_borrow(handle).grad()); });
}

LA_EXPORT int la_set_grad(la_tensor handle, la_tensor grad) {
    return la_guard([&] { la_borrow(handle).mutable_grad() = la_borrow(grad); });
}

/// Accumulates gradients into the leaves. A null `gradient` needs a scalar tensor.
LA_EXPORT int la_backward(la_tensor handle, la_tensor gradient, int32_t retain_graph, int32_t create_graph) {
    return la_guard([&] {
        torch::autograd::backward({la_borrow(handle)}, {la_borrow(gradient)}, retain_graph != 0, create_graph != 0);
    });
}
